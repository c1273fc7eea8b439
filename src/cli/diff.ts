import { type Command, Option } from 'commander';
import { plainJson } from '../lib/plain-text.ts';
import { toDiff } from '../report/history/diff.ts';
import { currentSide, openSide, type SideOptions } from './diff-sides.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { packageVersion } from './package-root.ts';
import { sharedOptions } from './shared-options.ts';

interface Options extends SideOptions {
  readonly format: 'text' | 'markdown' | 'json';
  readonly output?: string;
}

export function addDiff(program: Command): void {
  const command = program
    .command('diff')
    .summary('tell what changed between two assessments, and what caused each change')
    .argument('<from>', 'a JSON file, a milestone, a stored assessment (latest, previous, a day, an id) or a commit, branch or tag')
    .argument('[to]', 'the same; the repository as it is now when left out')
    .argument('[path]', 'folder of the repository', '.');
  sharedOptions(command)
    .option('--workload <name>', 'the workload in the store (default: that of the folder)')
    .addOption(new Option('--format <format>', 'how to print the result').choices(['text', 'markdown', 'json']).default('text'))
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .action(async (from: string, to: string | undefined, path: string, given: Options) => {
      const options = { ...given, asOf: given.asOf ?? new Date().toISOString() };
      const before = await openSide(from, path, options);
      const after = to === undefined ? await currentSide(path, options) : await openSide(to, path, options);
      const diff = toDiff(before, after, packageVersion());
      writeResult(await render(diff, options), options.output);
    });
}

async function render(diff: ReturnType<typeof toDiff>, { format, output }: Options): Promise<string> {
  if (format === 'json') return `${plainJson(diff)}\n`;
  if (format === 'markdown') return (await import('../report/history/diff-markdown.ts')).toDiffMarkdown(diff);
  const { toDiffText } = await import('../report/history/diff-text.ts');
  return toDiffText(diff, { colour: wantsColour(output), columns: terminalColumns() });
}
