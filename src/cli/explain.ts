import type { Command } from 'commander';
import { nearest } from '../lib/nearest.ts';
import { plainJson } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { Verdict } from '../model/verdict.ts';
import { changeFor } from '../report/change.ts';
import type { AssessmentJson } from '../report/contract.ts';
import { toAssessmentJson } from '../report/json.ts';
import { explainControl, explainCriterion } from '../report/terminal.ts';
import { terminalColumns, wantsColour, writeResult } from './output.ts';
import { packageVersion } from './package-root.ts';
import { type AssessmentOptions, runAssessment } from './run-assessment.ts';
import { readScaffolds } from './scaffold-files.ts';
import { sharedOptions } from './shared-options.ts';

interface Options extends AssessmentOptions {
  readonly json?: boolean;
  readonly output?: string;
}

export function addExplain(program: Command): void {
  const command = program
    .command('explain')
    .summary('show the evidence for a criterion or control, what is missing and what would change it')
    .argument('<id>', 'a criterion (ci-tests-on-pr) or a control (WAF-OPS-010 or 010)')
    .argument('[path]', 'folder of the repository', '.');
  sharedOptions(command)
    .option('--json', 'print the part of the public JSON')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .action(async (id: string, path: string, options: Options) => {
      const assessment = await runAssessment(path, options);
      const json = toAssessmentJson(assessment, packageVersion());
      const screen = { colour: wantsColour(options.output), columns: terminalColumns() };
      const control = json.controls.find(each => each.id === id || each.id.endsWith(`-${id}`));
      const criterion = json.criteria.find(each => each.id === id);
      if (!control && !criterion) throw unknownId(id, json);
      const part = control ? json.criteria.filter(each => each.control === control.id) : criterion;
      const verdict = assessment.verdicts.find(each => each.criterion.id === id);
      const text = control
        ? explainControl(json, control.id, screen)
        : criterion && verdict
          ? explainCriterion(criterion, screen, [...(await startFor(verdict)), changeFor(verdict)].join(' '))
          : '';
      writeResult(options.json ? `${plainJson(part)}\n` : text, options.output);
    });
}

/** The command that writes a start, where there is one for a criterion that is not met. */
async function startFor({ criterion, verdict }: Verdict): Promise<readonly string[]> {
  if (verdict !== 'not_met' && verdict !== 'unknown') return [];
  const { scaffoldsFor } = await import('../scaffold/scaffold.ts');
  const found = scaffoldsFor(criterion.id, (await readScaffolds()).scaffolds);
  return found.length > 0 ? [`Start from what opsex scaffold ${criterion.id} writes, and fill it in.`] : [];
}

function unknownId(id: string, json: AssessmentJson): UserError {
  const ids = [...json.criteria.map(each => each.id), ...json.controls.map(each => each.id)];
  const guess = nearest(id, ids) ?? ids.find(each => each.includes(id));
  return new UserError(
    `the model has no criterion or control "${id}"`,
    guess ? `Did you mean ${guess}?` : 'opsex model show lists all of them',
  );
}
