import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { allKinds, Conditions } from '../../src/model/conditions.ts';
import type { FactKind } from '../../src/model/fact-kinds.ts';
import type { Criterion, Model } from '../../src/model/model.ts';

export interface Question {
  readonly id: string;
  readonly test: Criterion['test'];
  readonly absent?: Criterion['absent'];
  readonly elsewhere?: Criterion['elsewhere'];
  readonly count?: { readonly kind: FactKind; readonly where?: string };
}

/** Reads the mapping from questions to facts and checks its conditions against the fact schema. */
export function readQuestions(file: string): readonly Question[] {
  const questions = parse(readFileSync(file, 'utf8')) as readonly Question[];
  const conditions = new Conditions({}, new Date(0));
  for (const question of questions) {
    for (const [kind, condition] of conditionsIn(question)) {
      const problem = allKinds.includes(kind) ? conditions.check(kind, condition) : `there is no fact kind ${kind}`;
      if (problem) throw new Error(`${file}: ${question.id}: ${condition}: ${problem}`);
    }
  }
  return questions;
}

function conditionsIn(part: unknown): readonly (readonly [FactKind, string])[] {
  if (Array.isArray(part)) return part.flatMap(conditionsIn);
  if (typeof part !== 'object' || part === null) return [];
  const map = part as Record<string, unknown>;
  const kind = (map.some ?? map.every ?? map.none ?? map.kind) as FactKind | undefined;
  const own = ['where', 'holds', 'unclear'].flatMap(key =>
    kind && typeof map[key] === 'string' ? [[kind, map[key] as string] as const] : [],
  );
  return [...own, ...Object.values(map).flatMap(conditionsIn)];
}

/** The questions as a model, so that they are judged by the very code that judges criteria. Nothing found means false. */
export function questionModel(questions: readonly Question[]): Model {
  const criteria = questions.map(
    ({ id, test, absent, elsewhere }): Criterion => ({
      id,
      control: 'QUESTIONS',
      level: 2,
      ask: id,
      test,
      absent: absent ?? 'not_met',
      elsewhere,
      effort: 'S',
      remedy: id,
      from: [id],
    }),
  );
  const nothing = { levels: [], controls: [], checklists: [], entryPath: [], policies: [], applicability: [], statements: [] };
  return { id: 'questions', version: '1.0.0', title: 'Questions of the label file', digest: '', criteria, ...nothing };
}
