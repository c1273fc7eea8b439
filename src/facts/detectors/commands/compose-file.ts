import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Callee } from './callees.ts';
import { isIdle, readScript } from './read-script.ts';

export const composeFile = /(?:^|\/)(?:docker-|podman-)?compose[\w.-]{0,60}\.ya?ml$/i;

/** The services of a Compose file whose command is written down. https://docs.docker.com/reference/compose-file/services/ */
export function servicesOfCompose(file: SourceFile): readonly Callee[] {
  return file.yaml().flatMap(document =>
    document.pairs('services').flatMap(([name, service]): readonly Callee[] => {
      const command = service.get('command') ?? service.get('entrypoint');
      if (!command) return [];
      const text = commandLine(service);
      const reading = readScript(text, command.line, { folder: contextOf(service) }).map(item => ({ ...item, line: command.line }));
      return [{ runner: 'compose', name, line: service.line, reading, idle: text !== '' && isIdle(text) }];
    }),
  );
}

/** What is written as a list is one word each; a list of one often holds a whole command. */
function commandLine(service: Tree): string {
  const parts = [service.get('entrypoint'), service.get('command')].flatMap(part => (part ? [part] : []));
  const words = parts.flatMap(part => part.texts());
  const alone = words.length === 1;
  return parts.map(part => (part.kind === 'list' && !alone ? part.texts().map(quoted) : part.texts()).join(' ')).join(' ');
}

function quoted(word: string): string {
  return /[\s;&|]/.test(word) ? `'${word.replaceAll("'", `'\\''`)}'` : word;
}

/** The program runs in what was built: what it calls stands in the folder that was taken in. */
function contextOf(service: Tree): string {
  const context = service.text('build.context') ?? service.text('build') ?? '.';
  return /[$:]/.test(context) ? '' : context;
}
