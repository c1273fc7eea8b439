import type { Tree } from '../../../lib/tree.ts';
import { type Tier, tierOf, wordsOf } from '../../production.ts';
import { branchTrigger } from '../pipeline-findings.ts';
import { stepsOf } from './plan.ts';
import { deployingTypes } from './resource-types.data.ts';

/** The resources of a pipeline by name. */
export type Resources = ReadonlyMap<string, Resource>;

export interface Resource {
  readonly type: string;
  readonly branch: string;
}

/** A pipeline may call a type as it likes: the image of the type tells what it is. */
export function resourcesOf(document: Tree): Resources {
  const types = new Map(
    document.list('resource_types').map(type => [type.text('name') ?? '', imageName(type.text('source.repository') ?? '')] as const),
  );
  const known = (type: string) => (deployingTypes.has(type) ? type : (types.get(type) ?? type));
  return new Map(
    document.list('resources').map(resource => {
      const type = resource.text('type') ?? '';
      return [resource.text('name') ?? '', { type: known(type) || type, branch: resource.text('source.branch') ?? '' }] as const;
    }),
  );
}

function imageName(repository: string): string {
  return repository
    .replace(/^.*\//, '')
    .replace(/[:@].*$/, '')
    .replace(/^concourse-/, '')
    .replace(/-resource$/, '');
}

/** What a `get` or `put` works on: by its own name, or by `resource` when it is called otherwise in this plan. */
export function resourceOf(step: Tree, verb: 'get' | 'put', resources: Resources): Resource {
  return resources.get(step.text('resource') ?? step.text(verb) ?? '') ?? { type: '', branch: '' };
}

export function triggersOf(job: Tree, resources: Resources): readonly string[] {
  const gets = stepsOf(job).filter(({ step }) => step.has('get') && step.flag('trigger') === true);
  const triggers = [...new Set(gets.map(({ step }) => triggerOf(step, resources)))];
  if (triggers.length === 0) return ['manual'];
  const known = triggers.filter(trigger => trigger !== 'other');
  return known.length > 0 ? known : triggers;
}

/** A git resource follows one branch, the default one when it is not named or comes from a variable. */
function triggerOf(step: Tree, resources: Resources): string {
  const { type, branch } = resourceOf(step, 'get', resources);
  if (type === 'time' || type === 'cron') return 'schedule';
  const words = wordsOf(type);
  if (words.includes('pr') || words.includes('pull') || words.includes('merge')) return 'pull_request';
  if (!words.includes('git')) return 'other';
  return branch === '' || branch.includes('((') ? 'push_default' : branchTrigger([branch]);
}

export function waitsFor(job: Tree): readonly string[] {
  return [...new Set(stepsOf(job).flatMap(({ step }) => (step.has('get') ? step.texts('passed') : [])))];
}

const environments: readonly Tier[] = ['production', 'staging', 'development'];
const otherMeanings = new Set(['test', 'testing', 'integration', 'pre', 'local', 'live', 'canary', 'acceptance']);

/** The environment in the name of a job that deploys, or of what it deploys to. */
export function environmentOfJob(job: Tree, resources: Resources): string {
  const puts = stepsOf(job).filter(
    ({ step }) => step.has('put') && deployingTypes.get(resourceOf(step, 'put', resources).type) === 'environment',
  );
  if (puts.length === 0) return '';
  const words = [...puts.map(({ step }) => step.text('put') ?? ''), job.text('name') ?? ''].flatMap(wordsOf);
  return words.find(word => environments.includes(tierOf(word)) && !otherMeanings.has(word)) ?? '';
}
