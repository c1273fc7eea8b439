import { tierOf, wordsOf } from '../../production.ts';
import { environmentOfFolder, environmentOfName } from '../environment-names.ts';
import { alternatives, type Known } from './expressions.ts';
import type { JobFinding, WorkflowFinding } from './workflow.ts';

const inputNames =
  /^(?:environment|environment[_-]name|env|env[_-]name|stage|target[_-]?env(?:ironment)?|deploy[_-]?env(?:ironment)?|cluster|cf[_-]space|space|namespace|workspace|tf[_-]workspace|account|tier)$/i;

/** The environments that a deploying or planning job works on, best source first; empty when nothing tells. */
export function environmentsOf(job: JobFinding, workflow: WorkflowFinding, known: Known, commands: readonly string[]): readonly string[] {
  const declared = alternatives(job.environment, known);
  if (declared.length > 0) return declared;
  for (const values of [job.inputs, job.matrix, known.inputs, job.variables]) {
    const named = Object.entries(values).flatMap(([name, texts]) => (inputNames.test(name) ? texts : []));
    const found = named.flatMap(text => alternatives(text, known)).filter(text => tierOf(text) !== 'unknown');
    if (found.length > 0) return [...new Set(found)];
  }
  const told = [`${job.id} ${alternatives(job.name, known)[0] ?? ''}`, workflow.name].map(tierInTitle).find(tier => tier !== undefined);
  if (told) return [told];
  return commands.flatMap(inCommand).slice(0, 1);
}

// words that in the title of a pipeline more often tell what it does than where
const doubtful = new Set([
  'test',
  'testing',
  'tests',
  'integration',
  'review',
  'pr',
  'prs',
  'pre',
  'local',
  'live',
  'canary',
  'acceptance',
  'ci',
  'plan',
  'preview',
  'int',
]);

/** `Deploy to production` is production, `Build, test and deploy` is none. */
function tierInTitle(title: string): string | undefined {
  const words = wordsOf(title);
  const after = words[words.findIndex(word => word === 'to' || word === 'til') + 1];
  if (words.some(word => word === 'to') && after && tierOf(after) !== 'unknown') return tierOf(after);
  if (words.some(word => word === 'non' || word === 'pre')) return tierOf(title) === 'unknown' ? undefined : tierOf(title);
  const tiers = new Set(words.filter(word => !doubtful.has(word)).map(word => tierOf(word)));
  tiers.delete('unknown');
  return tiers.size === 1 ? [...tiers][0] : undefined;
}

/** `make production plan`, `terraform -chdir=env/production apply`. */
function inCommand(command: string): readonly string[] {
  return command
    .split(/[\s=]+/)
    .slice(1)
    .flatMap(word => environmentOfWord(word)?.name ?? []);
}

/** A path stands for the environment of its folder; an image or an address for none. */
function environmentOfWord(word: string): { name: string } | undefined {
  if (/\.\w+\/|:/.test(word)) return undefined;
  return word.includes('/') ? environmentOfFolder(word) : environmentOfName(word.replace(/^-+/, ''));
}
