import { expect, test } from 'vitest';
import type { Clause } from '../model/model-schema.ts';
import { clauseInWords } from './clause-in-words.ts';

const clauses: readonly [Clause, string][] = [
  [{ some: 'runbook' }, 'a `runbook`'],
  [
    { some: 'runbook', where: 'fact.incident', holds: 'fact.rollback', unclear: 'fact.placeholder', at_least: 3, absent: 'not_met' },
    'at least 3 `runbook` where `fact.incident` with `fact.rollback` [open when `fact.placeholder`, not met when there is none]',
  ],
  [{ every: 'slo', holds: "fact.alerting == 'generated'" }, "every `slo` with `fact.alerting == 'generated'`"],
  [{ every: 'slo', holds: 'true', at_least: 'policy.all_share' }, 'a share of at least `policy.all_share` of every `slo` with `true`'],
  [{ none: 'pipeline.secret', given: 'pipeline.workflow' }, 'no `pipeline.secret` although there is a `pipeline.workflow`'],
  [{ measure: 'mttr-median', below: 30, samples: 3 }, 'the metric `mttr-median` below 30 over at least 3 samples'],
  [{ measure: 'mttr-median', exists: true }, 'the metric `mttr-median` is known'],
  [{ for_each: 'service', has: { some: 'slo' } }, 'for every `service`: a `slo`'],
  [
    { all_of: [{ ask_people: true }, { any_of: [{ same_as: 'a' }, { some: 'slo' }] }] },
    'what people state **and** (the answer to [a](#a) **or** a `slo`)',
  ],
];

test.each(clauses)('%j', (clause, words) => {
  expect(clauseInWords(clause)).toBe(words);
});
