import type { Tree } from '../../../lib/tree.ts';
import type { Call, Effect, Reading } from '../commands/effects.ts';
import { effectsOfName } from '../commands/names.ts';
import { readScript } from '../commands/read-script.ts';
import { scriptReading } from '../pipeline-scripts.ts';
import { stepsOf } from './plan.ts';
import { deployingTypes } from './resource-types.data.ts';
import { type Resources, resourceOf } from './resources.ts';

export function readingOf(job: Tree, resources: Resources): Reading {
  return stepsOf(job).flatMap(({ step, blocking }) =>
    (step.has('put') ? putEffects(step, resources) : step.has('task') ? taskReading(step) : []).map(item => ({
      ...item,
      blocking: item.blocking && blocking,
    })),
  );
}

function putEffects(step: Tree, resources: Resources): readonly Effect[] {
  const { type } = resourceOf(step, 'put', resources);
  const how = deployingTypes.get(type);
  if (!how) return [];
  const place = { command: `put ${step.text('put')} (${type})`, line: step.line, blocking: true };
  if (type === 'terraform' && step.flag('params.plan_only') === true) return [{ does: 'plan', ...place }];
  return [{ does: 'deploy', how, ...place }];
}

/** A task stands in the plan, or in a file whose path begins with the name of the input that holds it. */
function taskReading(step: Tree): Reading {
  if (step.has('config.run')) return runReading(step.get('config.run'));
  const name = step.text('task') ?? '';
  const file = step.text('file') ?? '';
  const place = { command: `task ${name}`, line: step.line, blocking: true };
  const otherwise = effectsOfName(name, place);
  if (file.includes('((')) return otherwise;
  const call: Call = { runner: 'action', target: withoutInput(file), folder: '', ...place, otherwise };
  return [call];
}

/** What the `run` of a task executes: a script given as an argument to a shell, or a file of one of its inputs. */
export function runReading(run: Tree | undefined): Reading {
  const path = run?.text('path') ?? '';
  const script = run?.list('args').find((_, index, all) => /^-[a-z]*c[a-z]*$/.test(all[index - 1]?.text() ?? ''));
  if (/^(?:\S*\/)?(?:ba|da|z|a)?sh$/.test(path) && script) return scriptReading([script]);
  const words = [path, ...(run?.texts('args') ?? [])].slice(0, 20).map(withoutInput);
  return readScript(words.join(' '), run?.get('path')?.line ?? 1);
}

function withoutInput(path: string): string {
  return path.replace(/^[\w.-]+\/(?=[\w.-])/, '');
}
