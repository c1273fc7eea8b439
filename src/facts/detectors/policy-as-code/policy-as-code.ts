import { fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { terraform } from '../terraform-resources.ts';
import { admissionPolicies } from './admission-policies.ts';
import { managedPolicies, policyTypes } from './managed-policies.ts';
import { commandPolicies, type PolicyFinding, workflowPolicies } from './pipeline-policies.ts';

/** A checkov configuration that makes every run soft. */
interface SoftSetting {
  readonly tool: string;
  readonly soft: true;
}

const words = [
  'conftest',
  'checkov',
  'tfsec',
  'trivy',
  'kics',
  'terrascan',
  'terraform-compliance',
  'opa eval',
  'cfn-guard',
  'regula',
  'kyverno',
  'gator test',
  'sentinel',
  'ps-rule',
  'PSRule',
]; // prettier-ignore

export const policyAsCode = detector<PolicyFinding | SoftSetting>({
  id: 'policy-as-code',
  title: 'Policy as code',
  docs: 'https://www.openpolicyagent.org/docs/latest/terraform/',
  reads: [
    { extensions: ['.yml', '.yaml'], path: /(?:^|\/)\.github\/workflows\/[^/]+$/, text: words },
    {
      extensions: ['.yml', '.yaml'],
      path: /(?:^|\/)(?:\.gitlab|\.circleci\/|azure-pipelines|\.buildkite\/|bitbucket-pipelines|cloudbuild)/,
      text: words,
    },
    { extensions: ['.sh'], text: words },
    { names: ['makefile', 'jenkinsfile', 'justfile'], text: words },
    { names: ['.checkov.yml', '.checkov.yaml'] },
    { extensions: ['.yaml', '.yml'], text: ['kyverno.io/', 'constraints.gatekeeper.sh', 'ValidatingAdmissionPolicyBinding'] },
    ...terraform(...policyTypes),
    { names: ['sentinel.hcl'] },
    { names: ['pulumipolicy.yaml'] },
    { extensions: ['.ts', '.js', '.py'], text: ['AwsSolutionsChecks('] },
  ],
  emits: ['iac.policy'],

  *parse(file) {
    yield* read(file);
  },

  *link(findings) {
    const soft = new Set(findings.flatMap(({ finding }) => ('soft' in finding ? [finding.tool] : [])));
    for (const { path, finding } of findings) {
      if ('soft' in finding) continue;
      const { tool, line } = finding;
      yield fact('iac.policy', { tool, blocking: soft.has(tool) ? 'no' : finding.blocking }, { path, line });
    }
  },
});

function read(file: SourceFile): Iterable<PolicyFinding | SoftSetting> {
  const { path } = file;
  const name = file.name.toLowerCase();
  if (/\.(?:tf|tofu|tf\.json)$/i.test(path) || name === 'sentinel.hcl') return managedPolicies(file.hcl().blocks);
  if (/(?:^|\/)\.github\/workflows\//.test(path)) return workflowPolicies(file);
  if (name.startsWith('.checkov.')) return file.yaml()[0]?.flag('soft-fail') === true ? [{ tool: 'checkov', soft: true }] : [];
  if (name === 'pulumipolicy.yaml') return [{ tool: 'pulumi', blocking: 'unknown', line: 1 }];
  if (/\.(?:ts|js|py)$/.test(path)) return cdkNag(file.text);
  if (/apiVersion:/.test(file.text)) return admissionPolicies(file.yaml());
  return commandPolicies(file.text, 1, false);
}

/** Findings of cdk-nag stop the synthesis. */
function* cdkNag(text: string): Generator<PolicyFinding> {
  for (const [index, line] of text.split('\n').entries()) {
    const adds = /\bAspects\.of\([^)]{1,100}\)\.add\(\s*(?:new\s+)?(?:\w{1,40}\.)?AwsSolutionsChecks\(/.test(line);
    if (adds && !/^\s*(?:\/\/|#|\*)/.test(line)) yield { tool: 'cdk-nag', blocking: 'yes', line: index + 1 };
  }
}
