import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const stage = (name: string, after: string, more = '') => `---
apiVersion: kargo.akuity.io/v1alpha1
kind: Stage
metadata:
  name: ${name}
  namespace: shop
spec:
  requestedFreight:
    - origin: { kind: Warehouse, name: shop }
      sources: ${after}
  promotionTemplate:
    spec:
      steps:
        - uses: git-clone
${more}`;
const verified = '  verification:\n    analysisTemplates:\n      - name: smoke\n';
const project = (policies: string) => `apiVersion: kargo.akuity.io/v1alpha1
kind: ProjectConfig
metadata:
  name: shop
  namespace: shop
spec:
  promotionPolicies: ${policies}
`;
const stages = stage('staging', '{ direct: true }', verified) + stage('production', '{ stages: [staging] }');

test('stages promote by hand unless their project says otherwise', async () => {
  const files = {
    'kargo/stages.yaml': stages,
    'kargo/project.yaml': project('[{ stageSelector: { name: staging }, autoPromotionEnabled: true }]'),
  };
  const facts = await factsOf(files);
  expect(flat(facts, 'pipeline.workflow')).toMatchObject([{ tool: 'kargo', name: 'shop' }]);
  expect(flat(facts, 'pipeline.job')).toMatchObject([
    { name: 'staging', deploys: 'gitops', verifies: true, gate: 'none', production: 'no', line: 5 },
    { name: 'production', deploys: 'gitops', gate: 'human', production: 'yes', verifies: false },
  ]);
});

test.each([
  ['the project is not here', { 'stages.yaml': stages }, 'manual_start'],
  [
    'it promotes by itself, behind one that does not',
    { 'stages.yaml': stages, 'project.yaml': project('[{ stage: production, autoPromotionEnabled: true }]') },
    'human',
  ],
  [
    'both promote by themselves',
    {
      'stages.yaml': stages,
      'project.yaml': project('[{ stage: production, autoPromotionEnabled: true }, { stage: staging, autoPromotionEnabled: true }]'),
    },
    'none',
  ],
  [
    'a pull request has to be merged',
    {
      'stages.yaml': `${stages}        - uses: git-wait-for-pr\n`,
      'project.yaml': project('[{ stage: production, autoPromotionEnabled: true }]'),
    },
    'human',
  ],
])('%s', async (_, files, gate) => {
  const jobs = flat(await factsOf(files as unknown as Record<string, string>), 'pipeline.job');
  expect(jobs.filter(job => job.name === 'production')).toMatchObject([{ gate }]);
});
