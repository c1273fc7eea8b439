import { expect, test } from 'vitest';
import { told } from './testing.ts';

const sha = 'c'.repeat(40);
const actions = [
  {},
  { _class: 'hudson.model.ParametersAction', parameters: [{ name: 'ENVIRONMENT', value: 'production' }] },
  {
    _class: 'hudson.plugins.git.util.BuildData',
    lastBuiltRevision: { SHA1: sha, branch: [{ name: 'refs/remotes/origin/main' }] },
    remoteUrls: ['git@github.com:acme/shop.git'],
  },
];
const build = (number: number, values: object) => ({
  number,
  timestamp: Date.UTC(2026, 5, 1, 10),
  duration: 90_000,
  building: false,
  url: `https://ci.example.org/job/team/job/deploy-shop/${number}/`,
  actions,
  ...values,
});
const builds = [
  build(1, { result: 'SUCCESS' }),
  build(2, { result: 'FAILURE' }),
  build(3, { result: 'UNSTABLE' }),
  build(4, { result: 'ABORTED' }),
  build(5, { result: null, building: true, duration: 0 }),
];

test('the timestamp is the start; only success is success', () => {
  const result = told([{ _class: 'org.jenkinsci.plugins.workflow.job.WorkflowJob', fullName: 'team/deploy-shop', builds }], {
    deploys: ['deploy-*'],
  });
  const rows = result.deployment as readonly object[];
  expect(rows[0]).toEqual({
    source: 'jenkins',
    id: 'team/deploy-shop/1',
    service: 'deploy-shop',
    environment: 'production',
    production: true,
    repository: 'github.com/acme/shop',
    sha,
    ref: 'main',
    kind: 'normal',
    pipeline: '1',
    url: 'https://ci.example.org/job/team/job/deploy-shop/1/',
    started_at: '2026-06-01T10:00:00.000Z',
    succeeded_at: '2026-06-01T10:01:30.000Z',
  });
  expect(rows[1]).toMatchObject({ failed_at: '2026-06-01T10:01:30.000Z' });
  for (const row of rows.slice(1)) expect(row).not.toHaveProperty('succeeded_at');
  for (const row of rows.slice(2)) expect(row).not.toHaveProperty('failed_at');
  expect(result.skipped).toEqual(['builds that are unstable: neither success nor failure']);
});

test('a build is a deployment only when the caller says so', () => {
  expect(told([builds[0]])).toEqual({
    formats: ['jenkins'],
    skipped: ['runs of the job "team/deploy-shop" are not taken for deployments (--deploys takes them)'],
  });
});
