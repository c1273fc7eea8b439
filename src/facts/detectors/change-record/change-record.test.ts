import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const rule = (level: number) => `export default {\n  rules: {\n    'references-empty': [${level}, 'never'],\n  },\n};\n`;

test.each([
  ['commitlint that nothing runs', { 'commitlint.config.js': rule(2) }, [{ tool: 'commitlint', enforced: 'unknown', line: 3 }]],
  [
    'commitlint in a hook',
    { 'commitlint.config.js': rule(2), '.husky/commit-msg': 'npx commitlint --edit "$1"\n' },
    [{ tool: 'commitlint', enforced: 'yes' }],
  ],
  ['commitlint that only warns', { 'commitlint.config.js': rule(1) }, []],
  ['commitlint without the rule', { '.commitlintrc.json': '{ "extends": ["@commitlint/config-conventional"] }' }, []],
  [
    'commitlint in YAML',
    { '.commitlintrc.yml': 'rules:\n  references-empty:\n    - 2\n    - never\n' },
    [{ enforced: 'unknown', line: 2 }],
  ],
  [
    'ServiceNow in a workflow',
    { '.github/workflows/deploy.yml': 'jobs:\n  change:\n    steps:\n      - uses: ServiceNow/servicenow-devops-change@v4\n' },
    [{ tool: 'servicenow', enforced: 'yes', line: 4 }],
  ],
  [
    'ServiceNow in Azure Pipelines',
    { 'azure-pipelines.yml': 'steps:\n  - task: ServiceNow-DevOps-Change-Acceleration@1\n' },
    [{ tool: 'servicenow', enforced: 'yes', line: 2 }],
  ],
  [
    'a comment in Jira, which stops nothing',
    { '.github/workflows/deploy.yml': 'jobs:\n  a:\n    steps:\n      - uses: atlassian/gajira-comment@v3\n' },
    [{ tool: 'jira', enforced: 'unknown', line: 4 }],
  ],
  [
    'a ruleset for messages, which a file only declares',
    {
      '.github/rulesets/a.json':
        '{"target": "branch", "enforcement": "active", "rules": [{"type": "commit_message_pattern", "parameters": {"operator": "regex", "pattern": "^[A-Z]+-[0-9]+"}}]}',
    },
    [{ tool: 'github-ruleset', enforced: 'unknown', line: 1 }],
  ],
  [
    'a commented-out step',
    {
      '.github/workflows/deploy.yml':
        'jobs:\n  a:\n    steps:\n      # - uses: ServiceNow/servicenow-devops-change@v4\n      - run: echo service\n',
    },
    [],
  ],
  [
    'GitLab push rules',
    { 'main.tf': 'resource "gitlab_project_push_rules" "x" {\n  commit_message_regex = "^[A-Z]+-\\\\d+: "\n}\n' },
    [{ tool: 'gitlab-push-rule', enforced: 'yes' }],
  ],
  [
    'a push rule on style only',
    { 'main.tf': 'resource "gitlab_project_push_rules" "x" {\n  commit_message_regex = "^(feat|fix): "\n}\n' },
    [],
  ],
])('%s', async (_, files, expected) => {
  const facts = flat(await factsOf(files as unknown as Record<string, string>), 'change.record');
  expect(facts).toHaveLength(expected.length);
  expect(facts).toMatchObject(expected);
});
