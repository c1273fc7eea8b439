import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { packageRoot } from '../../src/cli/package-root.ts';
import { findFacts } from '../../src/find-facts.ts';
import { judge } from '../../src/judge/judge.ts';
import { Conditions, viewOf } from '../../src/model/conditions.ts';
import { type Fact, isOwn } from '../../src/model/fact.ts';
import type { Verdict } from '../../src/model/verdict.ts';
import { type Question, questionModel, readQuestions } from './questions.ts';
import { printReport } from './report.ts';
import type { Answer, Label, Value } from './score.ts';

interface LabelledRepository {
  readonly repo: string;
  readonly commit: string;
  readonly date: string;
  readonly labels: Readonly<Record<string, Label>>;
}

const { values } = parseArgs({
  options: { truth: { type: 'string' }, repos: { type: 'string' }, only: { type: 'string' }, question: { type: 'string' } },
});
if (!values.truth || !values.repos) {
  process.stderr.write(
    'usage: npm run accuracy -- --truth <label file> --repos <folder with one checkout a repository in OWNER+NAME> [--only NAME] [--question ID]\n',
  );
  process.exit(2);
}

const truth = JSON.parse(readFileSync(values.truth, 'utf8')) as { repos: readonly LabelledRepository[] };
const questions = readQuestions(join(packageRoot(), 'tools/accuracy/questions.yaml')).filter(
  ({ id }) => !values.question || id === values.question,
);
const answers: Answer[] = [];
for (const labelled of truth.repos.filter(({ repo }) => !values.only || repo.includes(values.only))) {
  const folder = join(values.repos, labelled.repo.replace('/', '+'));
  if (existsSync(folder)) answers.push(...(await answersFor(labelled, folder)));
  else process.stderr.write(`${labelled.repo}: no checkout in ${folder}, left out\n`);
}
printReport(answers, questions);

async function answersFor({ repo, date, labels }: LabelledRepository, folder: string): Promise<readonly Answer[]> {
  const { facts, search } = await findFacts(folder);
  const verdicts = judge(questionModel(questions), facts, search, new Date(date));
  return questions.flatMap((question, index) => {
    const label = labels[question.id];
    const verdict = verdicts[index];
    return label && verdict
      ? [
          {
            repository: repo,
            question: question.id,
            label,
            said: answerOf(verdict),
            shown: placesOf(verdict),
            counted: countOf(question, facts),
          },
        ]
      : [];
  });
}

function answerOf({ verdict }: Verdict): Value {
  return verdict === 'met' ? true : verdict === 'unknown' ? 'undecidable' : false;
}

function placesOf({ evidence, missing, verdict }: Verdict): readonly string[] {
  return (verdict === 'met' ? evidence : missing)
    .slice(0, 4)
    .map(({ origin }) => (origin.kind === 'file' ? `${origin.path}:${origin.line}` : origin.reference));
}

function countOf({ count }: Question, facts: readonly Fact[]): number | undefined {
  if (!count) return undefined;
  const conditions = new Conditions({}, new Date(0));
  return facts.filter(
    fact => fact.kind === count.kind && isOwn(fact) && (!count.where || conditions.test(count.kind, count.where, viewOf(fact))),
  ).length;
}
