import { expect, test } from 'vitest';
import { pathClassifier } from '../path-class.ts';
import { environmentClasses, environmentOfFolder, environmentOfName } from './environment-names.ts';

test.each([
  ['prod', 'production'],
  ['eu-production', 'production'],
  ['prod-us-east-1', 'production'],
  ['shop-staging', 'staging'],
  ['test', 'staging'],
  ['nonprod', 'staging'],
  ['pre-prod', 'staging'],
  ['production-readonly', undefined],
  ['main', undefined],
  ['DevOps', undefined],
  ['load-test', undefined],
  ['dev-desktops', undefined],
  ['integration-hub', undefined],
  ['review-service', undefined],
  ['network', undefined],
])('the name %s means %s', (name, tier) => {
  expect(environmentOfName(name)?.tier).toBe(tier);
});

test.each([
  ['accounts/shop-prod/app', 'shop-prod'],
  ['live/staging/vpc', 'staging'],
  ['live/eu-west-1/vpc', undefined],
  ['environments/live', 'live'],
  ['terraform/network', undefined],
])('the folder %s is of %s', (folder, name) => {
  expect(environmentOfFolder(folder)?.name).toBe(name);
});

test.each([
  ['env/test/main.tf', 'own'],
  ['terraform/sandbox/main.tf', 'own'],
  ['terraform/examples/sandbox/main.tf', 'sample'],
  ['test/main.tf', 'fixture'],
  ['terraform/network/test/main.tf', 'fixture'],
  ['tests/fixtures/prod/main.tf', 'fixture'],
])('beside other environments the path %s is %s', (path, pathClass) => {
  const classOf = environmentClasses(
    ['terraform/production', 'terraform/sandbox', 'env/test', 'terraform/network/test'],
    pathClassifier([]),
  );
  expect(classOf(path)).toBe(pathClass);
});
