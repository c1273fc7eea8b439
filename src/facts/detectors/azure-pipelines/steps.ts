import type { Tree } from '../../../lib/tree.ts';
import type { Call, Effect, Reading } from '../commands/effects.ts';
import { readScript } from '../commands/read-script.ts';
import { scriptReading } from '../pipeline-scripts.ts';
import { scriptTasks, tasks } from './tasks.data.ts';

/** The items of a list; those under a `${{ if … }}:` or `${{ each … }}:` key count as well. */
export function itemsOf(list: readonly Tree[]): readonly Tree[] {
  return list.flatMap(item => {
    const [key, value] = item.pairs()[0] ?? [];
    return key?.startsWith('${{') && value ? itemsOf(value.list()) : [item];
  });
}

/** What a list of steps does. `folder` is that of the file, from which templates are found. */
export function stepsReading(steps: readonly Tree[], folder: string): Reading {
  return itemsOf(steps).flatMap(step => (isOff(step) ? [] : oneStep(step, folder)));
}

function isOff(step: Tree): boolean {
  return step.flag('enabled') === false || step.flag('condition') === false;
}

function oneStep(step: Tree, folder: string): Reading {
  const template = step.get('template');
  if (template) return templateCall(template, folder);
  const script = ['script', 'bash', 'pwsh', 'powershell'].flatMap(key => step.get(key) ?? []);
  const working = step.text('workingDirectory') ?? '';
  const reading = script.length > 0 ? scriptReading(script, /^[\w.-]+(?:\/[\w.-]+)*$/.test(working) ? working : '') : taskReading(step);
  return step.flag('continueOnError') === true ? reading.map(item => ({ ...item, blocking: false })) : reading;
}

/** A template of this repository; one behind `@` is in another. */
export function templateCall(template: Tree, folder: string): Reading {
  const path = template.text() ?? '';
  if (path === '' || path.includes('@') || /[$]/.test(path)) return [];
  const target = path.startsWith('/') || folder === '' ? path : `${folder}/${path}`;
  const call: Call = {
    runner: 'action',
    target,
    folder: '',
    command: `template: ${path}`,
    line: template.line,
    blocking: true,
    otherwise: [],
  };
  return [call];
}

function taskReading(step: Tree): Reading {
  const task = step.text('task');
  if (task === undefined) return [];
  const inputs = new Map(step.pairs('inputs'));
  const script = scriptTasks.find(([pattern]) => pattern.test(task));
  if (script) return scriptReading(script[1].flatMap(name => inputs.get(name) ?? []).slice(0, 1));
  if (/^Npm@/.test(task) && inputs.has('customCommand')) return readScript(`npm ${inputs.get('customCommand')?.text() ?? ''}`, step.line);
  return tasks.flatMap(({ task: pattern, does, how, input }): readonly Effect[] => {
    if (!pattern.test(task) || (input && !input[1].test(inputs.get(input[0])?.text() ?? ''))) return [];
    return [{ does, ...(how ? { how } : {}), command: task, line: step.line, blocking: true }];
  });
}
