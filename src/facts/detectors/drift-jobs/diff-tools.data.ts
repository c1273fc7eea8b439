/** A command that compares infrastructure code with reality. */
export interface DiffTool {
  readonly tool: string;
  readonly layer: 'cloud' | 'kubernetes' | 'host';
  /** The program and the words that must all follow it, in any order. */
  readonly words: readonly string[];
  /** Options that make it fail when something differs; empty: it always fails then. `undefined`: it never does. */
  readonly failsWith: readonly string[] | undefined;
  /** With one of these words it does something else. */
  readonly unless?: readonly string[];
}

/** Exit codes as documented by each tool; Terraform and its relatives are read apart because of their sub-commands. */
export const diffTools: readonly DiffTool[] = [
  { tool: 'pulumi', layer: 'cloud', words: ['pulumi', 'preview'], failsWith: ['--expect-no-changes'] }, // pulumi.com/docs/iac/cli/commands/pulumi_preview
  { tool: 'pulumi', layer: 'cloud', words: ['pulumi', 'refresh', '--preview-only'], failsWith: ['--expect-no-changes'] },
  { tool: 'pulumi', layer: 'cloud', words: ['pulumi', 'refresh', '--expect-no-changes'], failsWith: ['--expect-no-changes'] },
  { tool: 'cdk', layer: 'cloud', words: ['cdk', 'drift'], failsWith: ['--fail'] }, // docs.aws.amazon.com/cdk/v2/guide/ref-cli-cmd-drift.html
  { tool: 'cdk', layer: 'cloud', words: ['cdk', 'diff'], failsWith: ['--fail'] },
  { tool: 'cloudformation', layer: 'cloud', words: ['aws', 'cloudformation', 'detect-stack-drift'], failsWith: undefined },
  { tool: 'cloudformation', layer: 'cloud', words: ['aws', 'cloudformation', 'detect-stack-set-drift'], failsWith: undefined },
  { tool: 'azure-resource-manager', layer: 'cloud', words: ['az', 'deployment', 'what-if'], failsWith: undefined }, // the exit code tells nothing about differences
  { tool: 'azure-resource-manager', layer: 'cloud', words: ['az', 'deployment', '--what-if'], failsWith: undefined },
  { tool: 'driftctl', layer: 'cloud', words: ['driftctl', 'scan'], failsWith: [] }, // 1 when something drifted
  { tool: 'snyk', layer: 'cloud', words: ['snyk', 'iac', 'describe', '--drift'], failsWith: [] },
  { tool: 'terramate', layer: 'cloud', words: ['terramate', 'run', '--sync-drift-status'], failsWith: [] }, // reports to Terramate Cloud
  { tool: 'atmos', layer: 'cloud', words: ['atmos', 'terraform', 'plan'], failsWith: ['-detailed-exitcode', '--detailed-exitcode'] },
  { tool: 'ansible', layer: 'host', words: ['ansible-playbook', '--check'], failsWith: undefined, unless: ['--syntax-check'] },
  { tool: 'helm-diff', layer: 'kubernetes', words: ['helm', 'diff'], failsWith: ['--detailed-exitcode'] },
  { tool: 'helmfile', layer: 'kubernetes', words: ['helmfile', 'diff'], failsWith: ['--detailed-exitcode'] },
  { tool: 'kubectl', layer: 'kubernetes', words: ['kubectl', 'diff'], failsWith: [] }, // 1 when something differs
  { tool: 'kluctl', layer: 'kubernetes', words: ['kluctl', 'diff'], failsWith: undefined },
  { tool: 'argo-cd', layer: 'kubernetes', words: ['argocd', 'app', 'diff'], failsWith: [], unless: ['--exit-code=false'] },
];

/** Actions that plan and report by themselves: how their result is given back is known from their documentation. */
export const diffActions: readonly { readonly uses: string; readonly tool: string; readonly needs?: readonly [string, string] }[] = [
  { uses: 'dflook/terraform-check', tool: 'terraform' }, // fails when the plan finds changes
  { uses: 'dflook/tofu-check', tool: 'opentofu' },
  { uses: 'diggerhq/digger', tool: 'digger', needs: ['mode', 'drift-detection'] },
  { uses: 'cloudposse/github-action-atmos-terraform-drift-detection', tool: 'atmos' },
  { uses: 'snyk/driftctl-action', tool: 'driftctl' },
  { uses: 'treebeardtech/terraform-drift-action', tool: 'terraform' },
];

/** Words that make another meaning of "drift": model and data drift, generated files, schemas. */
export const otherDrift: readonly string[] = [
  'model',
  'feature',
  'features',
  'data',
  'dataset',
  'ml',
  'evidently',
  'alibi',
  'concept',
  'schema',
  'openapi',
  'docs',
  'doc',
  'dependency',
  'dependencies',
  'codegen',
  'generated',
  'version',
  'translation',
  'lockfile',
]; // prettier-ignore

/** What a person is told with: actions, commands and addresses. Compared in lower case. */
export const notifiers: readonly string[] = [
  'slack',
  'teams',
  'pagerduty',
  'opsgenie',
  'mattermost',
  'discord',
  'telegram',
  'rocketchat',
  'google-chat',
  'googlechat',
  'webhook',
  'issues.create',
  'gh issue create',
  'create-an-issue',
  'create-issue',
  'action-send-mail',
  'sendmail',
  'sns publish',
  'ses send-email',
  'mail -s',
]; // prettier-ignore

/** Actions that put a wrapper around the binary unless told not to: github.com/hashicorp/setup-terraform, github.com/opentofu/setup-opentofu. */
export const wrappers: Readonly<Record<string, string>> = {
  'hashicorp/setup-terraform': 'terraform_wrapper',
  'opentofu/setup-opentofu': 'tofu_wrapper',
};
