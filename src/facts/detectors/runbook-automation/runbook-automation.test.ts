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
  [
    'a Backstage template that restarts',
    'backstage/restart.yaml',
    'apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata:\n  name: restart-service\n  title: Restart a service\nspec:\n  parameters: []\n  steps: []\n',
    [{ tool: 'backstage', action: 'Restart a service', inputs: true, line: 1 }],
  ],
  [
    'a Backstage template for new software',
    'backstage/new.yaml',
    'apiVersion: scaffolder.backstage.io/v1beta3\nkind: Template\nmetadata:\n  name: node-service\nspec:\n  steps:\n    - action: fetch:template\n',
    [],
  ],
  [
    'an Azure Automation runbook',
    'a.tf',
    'resource "azurerm_automation_runbook" "a" {\n  name = "stop-machines"\n}\n',
    [{ tool: 'azure-automation', action: 'stop-machines', line: 1 }],
  ],
  ['an Azure runbook that is switched off', 'a.tf', 'resource "azurerm_automation_runbook" "a" {\n  count = 0\n}\n', []],
  ['a cell of Runme', 'docs/runbooks/a.md', '# A\n\n```sh {"name":"drain"}\nx\n```\n', [{ tool: 'runme', action: 'drain', line: 3 }]],
  ['an Ansible playbook', 'playbooks/a.yml', '- hosts: all\n  tasks: []\n', []],
])('%s', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'runbook.automation')).toMatchObject(expected);
});
