import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test.each([
  [
    'ops/routine-tasks.yml',
    'tasks:\n  - name: Rotate keys\n    automated: true\n  - name: Clean disks\n    automated: false\n',
    [
      ['Rotate keys', 'yes', 2],
      ['Clean disks', 'no', 4],
    ],
  ],
  [
    'docs/automation-coverage.md',
    '| Task | Automated |\n|--|--|\n| Restore test | yes |\n| Onboarding | ? |\n',
    [
      ['Restore test', 'yes', 3],
      ['Onboarding', 'unknown', 4],
    ],
  ],
  ['docs/operations-tasks.csv', 'task,automated\nPatch,manual\n', [['Patch', 'no', 2]]],
  ['ansible/tasks.yml', '- name: copy\n  automated: true\n', []],
  ['ops/tasks/routine-tasks.yml', '- name: copy\n  become: true\n', []],
])('%s', async (path, text, expected) => {
  const facts = flat(await factsOf({ [path]: text }), 'routine.task');
  expect(facts.map(fact => [fact.name, fact.automated, fact.line])).toEqual(expected);
});
