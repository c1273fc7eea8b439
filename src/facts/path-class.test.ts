import { expect, test } from 'vitest';
import type { PathClass } from '../model/fact.ts';
import { pathClassifier } from './path-class.ts';

test.each<[string, PathClass]>([
  ['.github/workflows/test.yml', 'own'],
  ['.github/workflows/run-tests.yaml', 'own'],
  ['.github/actions/e2e/action.yml', 'own'],
  ['.circleci/test/jobs.yml', 'own'],
  ['.gitlab-ci-test.yml', 'own'],
  ['buildspec.test.yml', 'own'],
  ['tests/.github/workflows/ci.yml', 'fixture'],
  ['shop/.github/workflows/test.yml', 'own'],
  ['tests/cloudbuild.yaml', 'fixture'],
  ['.github/workflows/fixtures/ci.yml', 'fixture'],
  ['tests/fixtures/.github/workflows/ci.yml', 'fixture'],
  ['deploy/values-test.yaml', 'own'],
  ['environments/shop-test.json', 'own'],
  ['rules/shop_test.yaml', 'fixture'],
  ['rules/shop.test.yaml', 'fixture'],
  ['src/shop-test.js', 'fixture'],
  ['tests/values-test.yaml', 'fixture'],
  ['dashboards/example-orders.json', 'sample'],
  ['images/proxy/example.yml', 'sample'],
  ['src/samples-service.ts', 'own'],
  ['chart/templates/deployment.yaml', 'own'],
  ['files/templates/deployment.yaml', 'sample'],
  ['docs/testdata/rules.yaml', 'fixture'],
  ['{{cookiecutter.slug}}/.github/workflows/ci.yml', 'sample'],
  ['skeleton/catalog-info.yaml', 'sample'],
  ['.github/workflows/drift.yml.disabled', 'archived'],
  ['infra/main.tf.bak', 'archived'],
  ['attic/runbooks/outage.md', 'archived'],
  ['charts/shop/charts/redis/templates/deployment.yaml', 'vendored'],
  ['vendor/kube-prometheus/rules.yaml', 'vendored'],
  ['docs/runbooks/shop.md', 'docs'],
])('%s is %s', (path, pathClass) => {
  expect(pathClassifier([path, 'chart/Chart.yaml'])(path)).toBe(pathClass);
});
