import type { Question } from './questions.ts';
import { type Answer, scoreOf } from './score.ts';

/** Prints the table per question, every disagreement, the counts that differ and the pooled figures; the pooled line comes last. */
export function printReport(answers: readonly Answer[], questions: readonly Question[]): void {
  print('question                       TP  FP  FN  TN  precision recall');
  for (const { id } of questions)
    printScore(
      id,
      answers.filter(answer => answer.question === id),
    );
  print('\nDisagreements');
  for (const answer of answers.filter(({ label, said }) => label.value !== said)) printDisagreement(answer);
  print('\nCounts (labelled, found)');
  for (const answer of answers) printCount(answer);
  printTraps(answers);
  const clear = answers.filter(({ label }) => !label.borderline);
  printPooled('with borderline labels: ', answers);
  printPooled('', clear);
}

function printScore(id: string, answers: readonly Answer[]): void {
  const { truePositives, falsePositives, falseNegatives, trueNegatives, precision, recall } = scoreOf(answers);
  const numbers = [truePositives, falsePositives, falseNegatives, trueNegatives].map(number => String(number).padStart(3)).join(' ');
  print(`${id.padEnd(29)} ${numbers}  ${precision.toFixed(3).padStart(9)} ${recall.toFixed(3).padStart(6)}`);
}

function printDisagreement({ repository, question, label, said, shown }: Answer): void {
  const notes = [label.borderline ? 'borderline' : '', label.trap ? 'trap' : '', label.basis].filter(Boolean).join(', ');
  const kind = label.value === 'undecidable' || said === 'undecidable' ? '' : said === true ? ' FALSE POSITIVE' : ' MISS';
  print(`- ${question} · ${repository}: label ${label.value} (${notes}), opsex ${said}${kind}`);
  print(`    label: ${label.evidence.slice(0, 3).join(' ')} ${label.why.slice(0, 160)}`);
  if (shown.length > 0) print(`    opsex: ${shown.join(' ')}`);
}

function printCount({ repository, question, label, counted }: Answer): void {
  if (label.count === undefined || counted === undefined || label.count === counted) return;
  const off = label.count === 0 ? 'all' : `${Math.round((100 * Math.abs(counted - label.count)) / label.count)} %`;
  print(`- ${question} · ${repository}: ${label.count}, ${counted} (${off} off)`);
}

function printTraps(answers: readonly Answer[]): void {
  const traps = answers.filter(({ label }) => label.trap && label.value === false);
  const hit = (list: readonly Answer[]) => list.filter(({ said }) => said === true).length;
  const read = traps.filter(({ label }) => label.basis === 'read');
  print(`\ntraps hit: ${hit(traps)} of ${traps.length}; of those whose label was read: ${hit(read)} of ${read.length}`);
  const open = answers.filter(({ label }) => label.value === 'undecidable');
  print(`undecidable labels answered with unknown: ${open.filter(({ said }) => said === 'undecidable').length} of ${open.length}`);
}

function printPooled(title: string, answers: readonly Answer[]): void {
  const { precision, recall, truePositives, falsePositives, falseNegatives } = scoreOf(answers);
  if (title)
    print(
      `${title}TP ${truePositives} FP ${falsePositives} FN ${falseNegatives} precision ${precision.toFixed(3)} recall ${recall.toFixed(3)}`,
    );
  else print(`pooled precision ${precision.toFixed(3)} recall ${recall.toFixed(3)}`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
