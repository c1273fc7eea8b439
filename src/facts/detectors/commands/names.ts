import { wordsOf } from '../../production.ts';
import type { Effect } from './effects.ts';

const tests = new Set([
  'test',
  'tests',
  'unittest',
  'unittests',
  'unit',
  'integration',
  'spec',
  'specs',
  'e2e',
  'pytest',
  'jest',
  'rspec',
  'testing',
]);
const smokes = new Set(['smoke', 'smoketest', 'smoketests', 'healthcheck', 'sanity', 'synthetic', 'synthetics', 'postdeploy']);
const deploys = new Set(['deploy', 'deployment', 'rollout', 'redeploy', 'deployer']);
const publishes = new Set(['release', 'publish']);
const lints = new Set(['lint', 'linter', 'linters', 'linting', 'lints', 'shellcheck', 'ktlint', 'eslint', 'flake8', 'typecheck']);

const documents = new Set(['docs', 'doc', 'documentation', 'docusaurus', 'mkdocs', 'storybook']);

/** What is published under such a name is read, not run. */
export function namesDocuments(name: string): boolean {
  return wordsOf(name).some(word => documents.has(word));
}

/** A name with one of these is about a deployment without being one. */
const aboutDeploying = new Set(
  'check checks test tests validate docs doc documentation pre pre-deploy wait verify notify notification status plan dry preview lint config label comment announce cleanup undeploy setup prepare render get list info key keys notes note record freeze block report metrics trace tracker dependencies deps build pages page storybook deployments github-pages'.split(
    ' ',
  ),
);

/** What a target, script or step means by its name alone; used when its content cannot be read. */
export function effectsOfName(name: string, place: Pick<Effect, 'command' | 'line' | 'blocking'>): readonly Effect[] {
  const words = wordsOf(name);
  const some = (set: ReadonlySet<string>) => words.some(word => set.has(word));
  if (some(smokes) || checksHealth(words)) return [{ does: 'smoke', ...place }];
  if (namesDeployment(words)) return [{ does: 'deploy', how: 'script', ...place }];
  if (some(tests)) return [{ does: 'opaque_test', ...place }];
  if (some(lints)) return [{ does: 'lint', ...place }];
  if (publishes.has(words[0] ?? '') && !some(aboutDeploying)) return [{ does: 'deploy', how: 'artifact', ...place }];
  return [];
}

function checksHealth(words: readonly string[]): boolean {
  const at = words.indexOf('health');
  return words.includes('healthy') || (at >= 0 && /^checks?$/.test(words[at + 1] ?? ''));
}

/** `deploy-test` deploys to a test environment, `test-deploy` does not deploy. */
export function namesDeployment(words: readonly string[]): boolean {
  const at = words.findIndex(word => deploys.has(word));
  if (at === -1) return false;
  return !words.some((word, index) => aboutDeploying.has(word) && !(index > at && (word === 'test' || word === 'preview')));
}
