import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const application = (policy: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: shop
spec:
  syncPolicy:${policy}
`;

test.each([
  [
    'self healing',
    application('\n    automated:\n      selfHeal: true\n      prune: true'),
    { automated: true, selfHeal: true, prune: true },
  ],
  ['automated only', application('\n    automated: {}'), { automated: true, selfHeal: false, prune: false }],
  ['manual sync', application(' {}'), { automated: false, selfHeal: false, prune: false }],
  [
    'commented out',
    application('\n    # automated:\n    #   selfHeal: true\n    retry: {}'),
    { automated: false, selfHeal: false, prune: false },
  ],
])('an application with %s', async (_, text, expected) => {
  const facts = flat(await factsOf({ 'apps/shop.yaml': text }), 'gitops.app');
  expect(facts).toMatchObject([{ tool: 'argo-cd', name: 'shop', line: 1, ...expected }]);
});
