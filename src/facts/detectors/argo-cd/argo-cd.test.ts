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
  [
    'automation switched off',
    application('\n    automated: { enabled: false, selfHeal: true, prune: true }'),
    { automated: false, selfHeal: false, prune: false, detectsDrift: true },
  ],
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

test.each([
  ['a project', 'apiVersion: argoproj.io/v1alpha1\nkind: AppProject\nmetadata: { name: shop }\n'],
  ['a source of Flux', 'apiVersion: source.toolkit.fluxcd.io/v1\nkind: GitRepository\nmetadata: { name: shop }\n'],
])('%s alone reconciles nothing', async (_, text) => {
  expect(flat(await factsOf({ 'apps/shop.yaml': text }), 'gitops.app')).toEqual([]);
});

const into = (name: string, namespace: string) => `apiVersion: argoproj.io/v1alpha1
kind: Application
metadata:
  name: ${name}
spec:
  source:
    path: shop
  destination:
    namespace: ${namespace}
  syncPolicy:
    automated:
      selfHeal: true
`;
const perPullRequest = `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata:
  name: shop
spec:
  generators:
    - pullRequest:
        github: { owner: acme, repo: shop }
  template:
    spec:
      source:
        path: shop
`;

test.each([
  ['a template for each branch', into('{{BRANCH}}', 'review-apps'), 'no', 0],
  ['one for each pull request', perPullRequest, 'no', 0],
  ['a service that is called so', into('reviews', 'product-review'), 'unknown', 1],
  ['a template for each environment', into('{{ENVIRONMENT}}', 'shop'), 'unknown', 1],
])('previews are not production and watch nothing: %s', async (_, text, production, watches) => {
  const facts = await factsOf({ 'deploy/application.yaml': text });
  const applications = facts.filter(each => each.kind === 'gitops.app');
  expect(applications.map(each => each.scope.production)).toEqual([production]);
  expect(facts.filter(each => each.kind === 'drift.check')).toHaveLength(watches);
});
