import { expect, test } from 'vitest';
import { told } from './testing.ts';

const [a, b] = ['a'.repeat(40), 'b'.repeat(40)];

function application(history: readonly object[], more: { readonly spec?: object; readonly status?: object } = {}) {
  const source = { repoURL: 'https://github.com/acme/config.git', path: 'shop', targetRevision: 'main' };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: { name: 'shop', namespace: 'argocd' },
    spec: { destination: { name: 'prod-eu', namespace: 'shop' }, source, ...more.spec },
    status: { history, ...more.status },
  };
}

test('the history of an application; the revision is a commit of the repository of configuration', () => {
  const entry = (id: number, revision: string) => ({
    id,
    revision,
    deployStartedAt: `2026-06-0${id}T10:00:00Z`,
    deployedAt: `2026-06-0${id}T10:01:00Z`,
    source: { repoURL: 'https://github.com/acme/config.git', targetRevision: 'main' },
  });
  const shop = application([entry(1, a), entry(2, b), entry(3, b), entry(4, a)]);
  expect(told([shop]).deployment).toMatchObject([
    {
      source: 'argo-cd',
      id: 'argocd/shop/1',
      service: 'shop',
      environment: 'prod-eu',
      production: true,
      repository: 'github.com/acme/config',
      sha: a,
      ref: 'main',
      kind: 'normal',
      started_at: '2026-06-01T10:00:00.000Z',
      succeeded_at: '2026-06-01T10:01:00.000Z',
    },
    { id: 'argocd/shop/2', sha: b, kind: 'normal' },
    { id: 'argocd/shop/3', sha: b, kind: 'normal' },
    { id: 'argocd/shop/4', sha: a, kind: 'rollback' },
  ]);
  expect(told([{ apiVersion: 'v1', kind: 'List', items: [shop] }])).toEqual(told([shop]));
  expect(told([{ app: shop, context: {} }])).toEqual(told([shop]));
});

test('of several sources the one that is a repository of git counts', () => {
  const sources = [
    { repoURL: 'https://charts.example.org', chart: 'shop', targetRevision: '1.2.3' },
    { repoURL: 'git@github.com:acme/values.git', ref: 'values' },
  ];
  const entry = { id: 1, revisions: ['1.2.3', a], sources, deployedAt: '2026-06-01T10:01:00Z' };
  expect(told([application([entry], { spec: { source: undefined, sources } })]).deployment).toMatchObject([
    { repository: 'github.com/acme/values', sha: a },
  ]);
});

test('the version of a chart is no commit', () => {
  const entry = {
    id: 1,
    revision: '1.2.3',
    source: { repoURL: 'https://charts.example.org', chart: 'shop', targetRevision: '1.2.3' },
    deployedAt: '2026-06-01T10:01:00Z',
  };
  const [row] = told([application([entry])]).deployment as readonly object[];
  expect(row).toMatchObject({ ref: '1.2.3' });
  expect(row).not.toHaveProperty('sha');
});

test('an operation that failed is a failure', () => {
  const operationState = {
    phase: 'Failed',
    startedAt: '2026-06-02T10:00:00Z',
    finishedAt: '2026-06-02T10:02:00Z',
    syncResult: { revision: b, source: { repoURL: 'https://github.com/acme/config.git' } },
  };
  const rows = told([application([], { status: { operationState } })]).deployment as readonly object[];
  expect(rows).toMatchObject([{ sha: b, failed_at: '2026-06-02T10:02:00.000Z' }]);
  expect(rows[0]).not.toHaveProperty('succeeded_at');
});

test('entries alone need the name of the service', () => {
  const entry = { id: 5, revision: a, deployedAt: '2026-06-01T10:01:00Z', source: { repoURL: 'https://github.com/acme/config.git' } };
  const constants = new Map([
    ['service', 'shop'],
    ['environment', 'production'],
  ]);
  expect(told([entry], { constants }).deployment).toMatchObject([{ id: 'shop/5', service: 'shop', production: true }]);
});
