import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const form = (name: string) => `name: ${name}
body:
  - type: markdown
    attributes:
      value: Think of the risk and of freeze windows
  - type: textarea
    id: services_impacted
    attributes:
      label: Services
      placeholder: rollback
  - type: textarea
    id: undo
    attributes:
      label: Rollback plan
`;

test.each([
  [
    'headings and checkboxes',
    '.github/pull_request_template.md',
    '## What\n\n- [ ] I wrote tests\n\n## Risk\n\n## Rollback plan\n',
    [{ tool: 'github', risk: true, rollback: true, checklist: true, line: 5, pathClass: 'own' }],
  ],
  [
    'a question',
    'pull_request_template.md',
    '## Deployment\n\nWill this deployment impact other services?\n',
    [{ risk: true, rollback: false, line: 3 }],
  ],
  ['security considerations', 'docs/pull_request_template.md', '## Security Considerations\n', [{ risk: true, line: 1 }]],
  [
    'a deed that is done',
    '.github/pull_request_template.md',
    '- [ ] Reverted the temporary hotfixes of this issue\n',
    [{ risk: false, rollback: false, checklist: true }],
  ],
  ['a way back', '.github/pull_request_template.md', '- [ ] This can be reverted\n', [{ rollback: true }]],
  [
    'a plain checklist',
    '.github/PULL_REQUEST_TEMPLATE.md',
    '## Checklist\n- [ ] I have tests\n',
    [{ risk: false, rollback: false, checklist: true }],
  ],
  [
    'the words only in a comment',
    '.github/pull_request_template.md',
    '## What\n<!-- ## Risk\nrollback? -->\n',
    [{ risk: false, rollback: false, line: 1 }],
  ],
  ['the words only in running text', '.github/pull_request_template.md', 'Merging has no impact on releases.\n', [{ risk: false }]],
  [
    'one of several GitHub templates',
    '.github/PULL_REQUEST_TEMPLATE/release.md',
    '- [ ] Risk of downtime considered\n',
    [{ risk: true, checklist: true }],
  ],
  ['a release template', '.github/release_pr_template.md', '- [ ] Risk of downtime considered\n', [{ risk: true }]],
  ['GitLab', '.gitlab/merge_request_templates/Default.md', '**Blast radius**: \n', [{ tool: 'gitlab', risk: true }]],
  ['Azure DevOps', '.azuredevops/pull_request_template.md', '## Auswirkungen\n', [{ tool: 'azure-devops', risk: true }]],
  [
    'a form for changes',
    '.github/ISSUE_TEMPLATE/change.yml',
    form('Change request'),
    [{ tool: 'github-issue-form', risk: true, rollback: true, line: 6 }],
  ],
  ['a form for bugs', '.github/ISSUE_TEMPLATE/bug.yml', form('Bug report'), []],
  [
    'boilerplate to tick off',
    '.github/pull_request_template.md',
    'Please make sure:\n- [ ] I read CONTRIBUTING\n- [ ] Tests pass\n',
    [{ risk: false, rollback: false, checklist: true }],
  ],
  ['another template', 'email/template.md', '## Risk\n', []],
])('%s', async (_, path, text, expected) => {
  const all = (await factsOf({ [path]: text })).filter(fact => fact.kind === 'change.template');
  const facts = flat(all, 'change.template').map((fields, index) => ({ ...fields, pathClass: all[index]?.pathClass }));
  expect(facts).toHaveLength(expected.length);
  expect(facts).toMatchObject(expected);
});
