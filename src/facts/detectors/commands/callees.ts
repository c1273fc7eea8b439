import { type Detector, detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { composeFile, servicesOfCompose } from './compose-file.ts';
import type { Reading } from './effects.ts';
import { recipesOfJustfile } from './justfile.ts';
import { rulesOfMakefile } from './makefile.ts';
import { programsOf } from './own-programs.ts';
import { scriptsOfPackage } from './package-scripts.ts';
import { readScript } from './read-script.ts';
import { tasksOfTaskfile } from './taskfile.ts';

/** Something that pipelines call by name: a make target, a package script, a task, a recipe, a shell script, a service of Compose. */
export interface Callee {
  readonly runner: 'make' | 'npm' | 'task' | 'just' | 'script' | 'program' | 'compose';
  readonly name: string;
  readonly line: number;
  readonly reading: Reading;
  /** It only prints or succeeds: a placeholder. */
  readonly idle: boolean;
}

// https://github.com/github/scripts-to-rule-them-all and what is usual beside them
const scriptNames = [
  'test',
  'tests',
  'cibuild',
  'ci',
  'check',
  'checks',
  'lint',
  'deploy',
  'release',
  'smoke',
  'smoke-test',
  'run-tests',
  'integration-test',
];

const telling = [
  'test',
  'lint',
  'check',
  'deploy',
  'apply',
  'push',
  'curl',
  'make ',
  'npm ',
  'docker',
  'helm',
  'kubectl',
  'plan',
  'upload',
  'publish',
];

/** Yields no facts itself: pipelines look up here what their commands stand for. */
export const callees: Detector<Callee> = detector<Callee>({
  id: 'commands',
  title: 'Commands called by pipelines',
  docs: 'https://www.gnu.org/software/make/manual/make.html#Rules',
  reads: [
    { names: ['makefile', 'gnumakefile', 'justfile', '.justfile', 'package.json'] },
    { names: ['pyproject.toml'], text: ['scripts]'] },
    { extensions: ['.mk'], path: /^[^/]{1,80}$|^(?:make|build|scripts|hack|mk)\/[^/]{1,80}$/ },
    { names: ['taskfile.yml', 'taskfile.yaml', 'taskfile.dist.yml', 'taskfile.dist.yaml'] },
    { extensions: ['.yml', '.yaml'], path: composeFile, text: ['services:'] },
    { extensions: ['.sh', '.bash'], text: telling },
    { names: scriptNames, path: /(?:^|\/)(?:bin|scripts?|ci|\.ci|hack)\/[\w-]{1,60}$/, text: telling },
  ],
  emits: [],

  parse(file) {
    return read(file).slice(0, 400);
  },
  link: () => [],
});

function read(file: SourceFile): readonly Callee[] {
  const name = file.name.toLowerCase();
  if (name === 'package.json') return [...scriptsOfPackage(file), ...programsOf(file)];
  if (name === 'pyproject.toml') return programsOf(file);
  if (composeFile.test(file.path)) return servicesOfCompose(file);
  if (name.startsWith('taskfile')) return tasksOfTaskfile(file);
  if (name.endsWith('justfile')) return recipesOfJustfile(file.text);
  if (name.endsWith('makefile') || name.endsWith('.mk')) return rulesOfMakefile(file.text);
  const reading = readScript(file.text, 1, { pipefail: false, errexit: false });
  return [{ runner: 'script', name: '', line: 1, reading, idle: false }];
}
