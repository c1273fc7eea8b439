import type { Tree } from '../../lib/tree.ts';
import type { Reading } from './commands/effects.ts';
import { readScript } from './commands/read-script.ts';
import { scriptReading } from './pipeline-scripts.ts';

/** What a container of a pipeline runs: a script, a shell with a script, or a program with its words. */
export function containerReading(container: Tree): Reading {
  const script = container.get('script') ?? container.get('source');
  if (script) return isShell(container) ? scriptReading([script]) : [];
  const words = [...container.list('command'), ...container.list('args')];
  const inline = words.findIndex(word => /^-[a-z]*c$/.test(word.text() ?? ''));
  const text = words[inline + 1];
  if (inline !== -1 && text) return scriptReading([text]);
  const plain = words.map(word => word.text() ?? '').filter(word => /^[\w./=:@%+,-]+$/.test(word));
  return readScript(plain.join(' '), container.get('command')?.line ?? container.line);
}

/** A script may be in any language: `command: [python]`, or a first line that names its interpreter. */
function isShell(container: Tree): boolean {
  const program = container.texts('command')[0] ?? '';
  if (program !== '') return /(?:^|\/)(?:ba|da|z|a)?sh$/.test(program);
  const first = (container.text('script') ?? container.text('source') ?? '').split('\n', 1)[0] ?? '';
  return !first.startsWith('#!') || /\b(?:ba|da|z|a)?sh\b/.test(first);
}
