import type { PathClass } from '../model/fact.ts';
import type { Settings } from '../model/settings.ts';
import { classRules } from './own-words/class-rules.ts';

const segments: readonly (readonly [PathClass, readonly string[]])[] = [
  ['vendored', ['node_modules', 'vendor', 'third_party', 'third-party', '.terraform', 'pods', 'bower_components', 'site-packages']],
  ['archived', ['archive', 'archived', 'deprecated', 'legacy', 'old', 'obsolete', 'attic', '_disabled', 'disabled']],
  [
    'fixture',
    [
      'test',
      'tests',
      'testdata',
      'test-data',
      '__tests__',
      '__fixtures__',
      'fixtures',
      'spec',
      'specs',
      'mocks',
      '__mocks__',
      'e2e',
      'cypress',
      'golden',
      'snapshots',
      '__snapshots__',
    ],
  ],
  [
    'sample',
    [
      'example',
      'examples',
      '_examples',
      'sample',
      'samples',
      'demo',
      'demos',
      'tutorial',
      'tutorials',
      'quickstart',
      'playground',
      'sandbox',
      'scaffold',
      'scaffolds',
      'scaffolding',
      'boilerplate',
      'skeleton',
      'skeletons',
      'template',
      'templates',
    ],
  ],
  ['generated', ['cdk.out', 'dist']],
  ['docs', ['doc', 'docs', 'documentation']],
];
const classOfSegment = new Map(segments.flatMap(([pathClass, names]) => names.map(name => [name, pathClass] as const)));

const fixtureFile = /(?:^|[._-])(?:test|tests|spec)\.[a-z]+$|_test\.[a-z]+$|\.snap$/i;
/** Here `test` names what a pipeline does, not material of tests. */
const pipelineFolder =
  /(?:^|\/)\.(?:github|gitea|forgejo)\/(?:workflows|actions)\/|^\.(?:circleci|buildkite|gitlab|gitlab-ci|azure-?pipelines|azuredevops|ado|tekton|teamcity|semaphore|woodpecker)\//;
const pipelineFile = /^(?:\.gitlab-ci|azure-pipelines?|bitbucket-pipelines|cloudbuild|buildspec|jenkinsfile)\b.*\.(?:ya?ml|json|groovy)$/i;
const storesFixtures = /fixture|testdata|test-data|snapshots|golden|mocks/i;
/** `values-test.yaml` is an environment called test; a test of rules or charts is `alerts_test.yaml` or `alerts.test.yaml`. */
const environmentFile = /[^._]-tests?\.(?:ya?ml|json|tfvars|properties|env)$/i;
const sampleFile =
  /\.(?:example|sample|tmpl|dist|tpl)$|\.(?:example|sample)\.[a-z]+$|^(?:example|sample)(?:[-_.][^/]*)?\.(?:ya?ml|json|tf|tfvars|toml|env)$/i;
const archivedFile = /\.(?:disabled|bak|off|orig)$/i;
const docsFile = /\.(?:md|mdx|adoc|rst|markdown|org)(?:\.erb)?$/i;

/**
 * Classifies the paths of one repository. The classes stand in order of precedence: a fixture inside `docs/` is a fixture.
 * `templates/` beside a `Chart.yaml` or inside an Ansible role is live, not a sample. What the organisation says comes first.
 */
export function pathClassifier(paths: readonly string[], settings?: Settings): (path: string) => PathClass {
  const charts = new Set(paths.filter(path => /(?:^|\/)chart\.yaml$/i.test(path)).map(path => path.slice(0, -'Chart.yaml'.length)));
  const ruleFor = classRules(settings);
  const known = new Map<string, PathClass>();
  return path => {
    let pathClass = known.get(path);
    if (!pathClass) {
      pathClass = ruleFor(path)?.pathClass ?? classify(path, charts);
      known.set(path, pathClass);
    }
    return pathClass;
  };
}

const precedence: readonly PathClass[] = ['vendored', 'archived', 'fixture', 'sample', 'generated', 'docs'];

function classify(path: string, charts: ReadonlySet<string>): PathClass {
  const found = new Set<PathClass>();
  const parts = path.split('/');
  const name = parts.pop() ?? '';
  const folder = pipelineFolder.exec(path);
  const pipeline = folder ? folder.index + folder[0].length : path.length;
  for (const [index, part] of parts.entries()) {
    const pathClass = classOfSegment.get(part.toLowerCase());
    const start = parts.slice(0, index).join('/').length + 1;
    if (pathClass === 'fixture' && start >= pipeline && !storesFixtures.test(part)) continue;
    if (pathClass && !isLiveTemplates(part, parts, index, charts)) found.add(pathClass);
    if (part === 'charts' && parts.lastIndexOf('charts') > index) found.add('vendored');
    if (part.includes('{{')) found.add('sample');
  }
  const named = !folder && fixtureFile.test(name) && !pipelineFile.test(name) && !environmentFile.test(name);
  if (named) found.add('fixture');
  if (sampleFile.test(name)) found.add('sample');
  if (archivedFile.test(name)) found.add('archived');
  if (docsFile.test(name)) found.add('docs');
  return precedence.find(pathClass => found.has(pathClass)) ?? 'own';
}

function isLiveTemplates(part: string, parts: readonly string[], index: number, charts: ReadonlySet<string>): boolean {
  if (part.toLowerCase() !== 'templates') return false;
  const above = parts.slice(0, index).join('/');
  return charts.has(above === '' ? '' : `${above}/`) || parts[index - 2] === 'roles';
}
