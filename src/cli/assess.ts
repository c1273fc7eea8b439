import type { Command } from 'commander';
import { toAssessmentJson } from '../report/json.ts';
import { type Also, alsoOption, writeAlso } from './also.ts';
import { baselineHelp, openBaseline } from './baseline.ts';
import { writeResult } from './output.ts';
import { packageVersion } from './package-root.ts';
import { type Format, formats, render } from './render.ts';
import { type AssessmentOptions, runAssessment } from './run-assessment.ts';
import { formatOption, sharedOptions } from './shared-options.ts';

interface Options extends AssessmentOptions {
  readonly json?: boolean;
  readonly format: Format;
  readonly output?: string;
  readonly baseline?: string;
  readonly also: readonly Also<Format>[];
}

export function addAssess(program: Command): void {
  const command = program
    .command('assess')
    .summary('tell the level of a repository, why, and what to do next')
    .argument('[path]', 'folder of the repository', '.');
  sharedOptions(command)
    .option('--json', 'print the public JSON (opsex.assessment/1)')
    .addOption(formatOption(formats))
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .addOption(alsoOption(formats))
    .option('--save', 'store the assessment, for opsex history, diff, milestone and review')
    .option('--baseline <file|commit>', `for --format comment: ${baselineHelp}`)
    .action(async (path: string, options: Options) => {
      const json = toAssessmentJson(await runAssessment(path, options), packageVersion());
      const baseline = options.baseline === undefined ? undefined : await openBaseline(options.baseline, path, options, json.asOf);
      const rendering = { path, ...(baseline ? { baseline } : {}), ...(options.model ? { model: options.model } : {}) };
      const text = await render(json, options.json ? 'json' : options.format, {
        ...rendering,
        ...(options.output ? { file: options.output } : {}),
      });
      writeResult(text, options.output);
      if (options.save) await (await import('./save.ts')).save(json, options.database);
      await writeAlso(options.also, (format, file) => render(json, format, { ...rendering, file }));
    });
}
