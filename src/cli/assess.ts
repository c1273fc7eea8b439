import type { Command } from 'commander';
import { plainJson } from '../lib/plain-text.ts';
import { toAssessmentJson } from '../report/json.ts';
import { toMarkdown } from '../report/markdown.ts';
import { toTerminal } from '../report/terminal.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { packageVersion } from './package-root.ts';
import { type AssessmentOptions, runAssessment } from './run-assessment.ts';
import { formatOption, sharedOptions } from './shared-options.ts';

interface Options extends AssessmentOptions {
  readonly json?: boolean;
  readonly format: 'terminal' | 'json' | 'markdown';
  readonly output?: string;
}

export function addAssess(program: Command): void {
  const command = program
    .command('assess')
    .summary('tell the level of a repository, why, and what to do next')
    .argument('[path]', 'folder of the repository', '.');
  sharedOptions(command)
    .option('--json', 'print the public JSON (opsex.assessment/1)')
    .addOption(formatOption(['terminal', 'json', 'markdown']))
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .action(async (path: string, options: Options) => {
      const json = toAssessmentJson(await runAssessment(path, options), packageVersion());
      writeResult(render(options, json, path), options.output);
    });
}

function render(options: Options, json: ReturnType<typeof toAssessmentJson>, path: string): string {
  if (options.json || options.format === 'json') return `${plainJson(json)}\n`;
  if (options.format === 'markdown') return toMarkdown(json);
  return toTerminal(json, { colour: wantsColour(options.output), columns: terminalColumns(), path });
}
