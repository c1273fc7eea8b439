import { basename, dirname } from 'node:path';
import type { Command } from 'commander';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { AssessmentJson } from '../report/contract.ts';
import { fileReader } from '../sources/repository/read-file.ts';
import { writeResult } from './output.ts';

interface Options {
  readonly output?: string;
  readonly model?: string;
}

export function addReport(program: Command): void {
  program
    .command('report')
    .summary('make one HTML file of saved assessments: a portfolio, with trends where there are several of a service')
    .argument('<assessment...>', 'files that "opsex assess --json -o FILE" has written')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .option('--model <path>', 'the model they were judged by, when it is not WAF++ Operational Excellence')
    .action(async (files: readonly string[], options: Options) => {
      const assessments = await Promise.all(files.map(readAssessment));
      const { htmlReport } = await import('./html-report.ts');
      writeResult(await htmlReport(assessments, options.model), options.output);
    });
}

async function readAssessment(file: string): Promise<AssessmentJson> {
  const content = fileReader(dirname(file))(basename(file));
  if ('problem' in content) throw unusable(file, `it ${content.problem}`);
  const { readSaved } = await import('../report/saved.ts');
  const read = readSaved(content.text);
  if ('problem' in read) throw unusable(file, read.problem);
  return read.assessment;
}

function unusable(file: string, problem: string): UserError {
  return new UserError(
    `${plainText(file)} is not an assessment: ${plainText(problem)}`,
    'Write each with: opsex assess PATH --json -o FILE',
  );
}
