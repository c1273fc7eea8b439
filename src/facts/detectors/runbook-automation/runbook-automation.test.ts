import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test.each([
  [
    'an SSM document',
    'ssm/restart.yaml',
    'schemaVersion: "0.3"\ndescription: Restart the shop\nparameters:\n  Id: {type: String}\nmainSteps:\n  - name: a\n',
    [{ tool: 'ssm-automation', action: 'Restart the shop', inputs: true, line: 1 }],
  ],
  [
    'an SSM document in Terraform',
    'a.tf',
    'resource "aws_ssm_document" "a" {\n  name          = "restart"\n  document_type = "Automation"\n  content       = "x"\n}\n',
    [{ action: 'restart', line: 1 }],
  ],
  ['a calendar is no operation', 'a.tf', 'resource "aws_ssm_document" "a" {\n  document_type = "ChangeCalendar"\n}\n', []],
  ['a command document', 'ssm/a.yaml', 'schemaVersion: "2.2"\n# schemaVersion: "0.3"\nmainSteps: []\n', []],
  [
    'a Rundeck job',
    'jobs/drain.yaml',
    '- defaultTab: output\n  name: Drain\n  options:\n    - name: node\n  sequence:\n    commands:\n      - exec: drain\n',
    [{ tool: 'rundeck', action: 'Drain', inputs: true, line: 1 }],
  ],
  [
    'a StackStorm action',
    'packs/a/actions/restore.yaml',
    'name: restore\nrunner_type: python-script\nentry_point: a.py\n',
    [{ tool: 'stackstorm', action: 'restore' }],
  ],
  ['a cell of Runme', 'docs/runbooks/a.md', '# A\n\n```sh {"name":"drain"}\nx\n```\n', [{ tool: 'runme', action: 'drain', line: 3 }]],
  ['an Ansible playbook', 'playbooks/a.yml', '- hosts: all\n  tasks: []\n', []],
])('%s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'runbook.automation')).toMatchObject(expected);
});
