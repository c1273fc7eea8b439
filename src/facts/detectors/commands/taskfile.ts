import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Callee } from './callees.ts';
import type { Reading } from './effects.ts';
import { isIdle, readScript } from './read-script.ts';

/** The tasks of a Taskfile. https://taskfile.dev/reference/schema */
export function tasksOfTaskfile(file: SourceFile): readonly Callee[] {
  return file.yaml().flatMap(document =>
    document.pairs('tasks').map(([name, task]) => {
      const commands = task.kind === 'map' ? [...task.list('cmds'), ...task.list('cmd')] : task.list();
      const reading = [...task.list('deps').flatMap(calledTask), ...commands.flatMap(readStep)];
      return {
        runner: 'task',
        name,
        line: task.line,
        reading,
        idle: reading.length === 0 && commands.every(command => isIdle(command.text() ?? '')),
      };
    }),
  );
}

function readStep(step: Tree): Reading {
  if (step.has('task')) return calledTask(step);
  const command = step.get('cmd') ?? step;
  const reading = readScript(command.text() ?? '', command.line);
  return step.flag('ignore_error') ? reading.map(item => ({ ...item, blocking: false })) : reading;
}

function calledTask(step: Tree): Reading {
  const target = step.text('task') ?? step.text();
  if (!target) return [];
  return [{ runner: 'task', target, folder: '', command: `task ${target}`, line: step.line, blocking: true, otherwise: [] }];
}
