import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const play = '---\n- hosts: web\n  roles: [common]\n  tasks:\n    - name: Install\n      apt: { name: nginx }\n';

test('playbooks and roles are one root, live when there is an inventory', async () => {
  const facts = await factsOf({
    'ansible/playbooks/site.yml': play,
    'ansible/roles/common/tasks/main.yml': '- name: A\n  apt: { name: a }\n- name: B\n  apt: { name: b }\n',
    'ansible/group_vars/all.yml': 'a: 1\n',
  });
  expect(flat(facts, 'iac.root')).toMatchObject([
    {
      tool: 'ansible',
      name: 'ansible',
      live: 'yes',
      backend: 'server',
      backendType: 'stateless',
      path: 'ansible/playbooks/site.yml',
      line: 2,
    },
  ]);
  expect(flat(facts, 'iac.resources')).toMatchObject([{ layer: 'host', count: 3 }]);
});

test.each([
  ['an ingress with hosts', 'spec:\n  tls:\n    - hosts:\n        - shop.example\n'],
  ['a list that has hosts but does nothing', '- hosts: web\n  vars: {}\n'],
  ['a commented play', '# - hosts: web\n#   tasks: []\n'],
])('no playbook: %s', async (_, text) => {
  expect(flat(await factsOf({ 'infra/site.yml': text }), 'iac.root')).toEqual([]);
});
