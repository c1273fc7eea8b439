import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const job = (hook: string, name = 'smoke') =>
  `apiVersion: batch/v1\nkind: Job\nmetadata:\n  name: ${name}\n  annotations:\n    argocd.argoproj.io/hook: ${hook}\nspec: {}\n`;
const release = (test: string) =>
  `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata:\n  name: shop\nspec:\n  test:\n    ${test}\n`;

test.each([
  ['a hook of Argo CD', 'k8s/smoke.yaml', job('PostSync'), { tool: 'argo-cd', name: 'smoke', line: 6 }],
  ['tests of a chart that Flux runs', 'apps/shop.yaml', release('enable: true'), { tool: 'flux', name: 'shop', line: 7 }],
  [
    'a hook of CodeDeploy',
    'appspec.yaml',
    'version: 0.0\nResources: []\nHooks:\n  - AfterAllowTestTraffic: checkShop\n',
    { tool: 'aws-codedeploy', line: 4 },
  ],
])('%s verifies a deployment', async (_, path, text, expected) => {
  expect(flat(await factsOf({ [path]: text }), 'pipeline.job')).toMatchObject([
    { verifies: true, deploys: 'none', tests: 'none', ...expected },
  ]);
});

test.each([
  ['a hook before the deployment', 'k8s/migrate.yaml', job('PreSync')],
  ['a message after it', 'k8s/notify.yaml', job('PostSync', 'notify-slack')],
  ['tests that are off', 'apps/shop.yaml', release('enable: false')],
  ['tests that may fail', 'apps/shop.yaml', release('enable: true\n    ignoreFailures: true')],
  ['hooks that install', 'appspec.yml', 'version: 0.0\nhooks:\n  AfterInstall:\n    - location: a.sh\n'],
  [
    'a test of a chart that nothing runs',
    'chart/templates/tests/t.yaml',
    'apiVersion: v1\nkind: Pod\nmetadata:\n  annotations:\n    helm.sh/hook: test\n',
  ],
])('%s verifies nothing', async (_, path, text) => {
  expect(flat(await factsOf({ [path]: text }), 'pipeline.job')).toEqual([]);
});
