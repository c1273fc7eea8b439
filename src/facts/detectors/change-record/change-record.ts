import type { HclFile } from '../../../lib/hcl.ts';
import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';
import { recordActions, recordsTicket } from './change-record.data.ts';
import { requiresReference } from './commitlint.ts';

type Finding =
  | { readonly is: 'record'; readonly tool: string; readonly line: number; readonly enforced: Known }
  | { readonly is: 'commitlint'; readonly line: number }
  | { readonly is: 'runs commitlint' };

const pipelineFile =
  /^\.github\/workflows\/[^/]+$|(?:^|\/)[\w.-]*(?:gitlab-ci|azure-pipelines|bitbucket-pipelines)[\w.-]*\.ya?ml$|^\.(?:circleci|buildkite|harness|azuredevops)\//i;
const hook = /(?:^|\/)\.husky\/commit-msg$|(?:^|\/)\.?lefthook\.ya?ml$|^\.pre-commit-config\.yaml$/;

export const changeRecord = detector<Finding>({
  id: 'change-record',
  title: 'Changes tied to records and tickets',
  docs: 'https://commitlint.js.org/reference/rules.html#references-empty',
  reads: [
    { extensions: ['.yml', '.yaml'], path: pipelineFile, text: ['ervice', 'jira', 'Jira', 'kosli', 'commitlint'] },
    { names: ['.commitlintrc'] },
    { extensions: ['.js', '.cjs', '.mjs', '.ts', '.json', '.yml', '.yaml'], path: /(?:^|\/)\.?commitlint(?:rc|\.config)?\.\w+$/ },
    { names: ['commit-msg', 'lefthook.yml', '.lefthook.yml', '.pre-commit-config.yaml'], text: ['commitlint'] },
    { extensions: ['.json'], path: /ruleset/i, text: ['commit_message_pattern'] },
    ...terraform('gitlab_project', 'gitlab_project_push_rules', 'gitlab_group_push_rules', 'github_repository_ruleset'),
  ],
  emits: ['change.record'],

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) yield* fromTerraform(file.hcl());
    else if (/commitlint/i.test(file.name)) yield* fromCommitlint(file.text);
    else if (/ruleset/i.test(file.path)) yield* fromRuleset(file);
    else if (hook.test(file.path)) yield { is: 'runs commitlint' };
    else yield* fromPipeline(file);
  },

  *link(findings) {
    const runs = findings.some(({ finding }) => finding.is === 'runs commitlint');
    for (const { path, finding } of findings) {
      if (finding.is === 'record') yield recordFact(path, finding.tool, finding.enforced, finding.line);
      // a rule that nothing runs stops no commit
      if (finding.is === 'commitlint') yield recordFact(path, 'commitlint', runs ? 'yes' : 'unknown', finding.line);
    }
  },
});

function recordFact(path: string, tool: string, enforced: Known, line: number): FactDraft {
  return fact('change.record', { tool, enforced }, { path, line });
}

function* fromCommitlint(text: string): Generator<Finding> {
  const line = requiresReference(text);
  if (line !== undefined) yield { is: 'commitlint', line };
}

/** A rule for commit messages counts when its pattern asks for a ticket. */
function* fromRuleset(file: SourceFile): Generator<Finding> {
  const ruleset = file.json();
  for (const rule of ruleset?.list('rules') ?? []) {
    if (rule.text('type') !== 'commit_message_pattern' || !recordsTicket(rule.text('parameters.pattern') ?? '')) continue;
    const enforced = ruleset?.text('enforcement') === 'active' ? 'unknown' : 'no'; // a file is only declared
    yield { is: 'record', tool: 'github-ruleset', line: rule.line, enforced };
  }
}

function* fromTerraform(file: HclFile): Generator<Finding> {
  for (const { type, body, line } of resourcesOf(
    file,
    'gitlab_project',
    'gitlab_project_push_rules',
    'gitlab_group_push_rules',
    'github_repository_ruleset',
  )) {
    const github = type === 'github_repository_ruleset';
    const pattern = github
      ? body.text('rules.commit_message_pattern.pattern')
      : (body.text('commit_message_regex') ?? body.text('push_rules.commit_message_regex'));
    if (!pattern || !recordsTicket(pattern)) continue;
    const enforced: Known = !github || body.text('enforcement') === 'active' ? 'yes' : 'no';
    yield { is: 'record', tool: github ? 'github-ruleset' : 'gitlab-push-rule', line, enforced };
  }
}

/** Steps that create, update or wait for a change record. Those that wait hold the deployment back. */
function* fromPipeline(file: SourceFile): Generator<Finding> {
  for (const document of file.yaml()) {
    for (const node of document.walk()) {
      if (node.kind !== 'map') continue;
      const step = ['uses', 'task', 'type', 'pipe'].flatMap(key => node.key(key) ?? [])[0];
      const action = recordActions.find(([pattern]) => pattern.test(step?.text() ?? ''));
      if (step && action) yield { is: 'record', tool: action[1], line: step.line, enforced: action[2] };
    }
    if ([...document.walk()].some(node => /\bcommitlint\b/.test(node.text() ?? ''))) yield { is: 'runs commitlint' };
  }
}
