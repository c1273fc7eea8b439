import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { toSarif } from './sarif.ts';
import { assessmentOf, placeAt } from './testing.ts';

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly locations: readonly { readonly physicalLocation: { readonly artifactLocation: { readonly uri: string } } }[];
  readonly partialFingerprints: Readonly<Record<string, string>>;
  readonly suppressions?: readonly object[];
}

function resultsOf(...args: Parameters<typeof assessmentOf>): readonly Result[] {
  return (toSarif(assessmentOf(...args)) as { runs: [{ results: Result[] }] }).runs[0].results;
}

const alerts = { id: 'alert-paging-runbook', verdict: 'not_met', coverage: { covered: 1, applicable: 4 } } as const;

/** The schema is of draft 4, of which it uses nothing that draft 7 reads differently. */
function validator() {
  const file = join(import.meta.dirname, '../../test/standards/sarif-2.1.0.schema.json');
  const { id, $schema, ...schema } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  expect([id, $schema]).toEqual([expect.stringContaining('sarif-2.1.0-rtm.5'), 'http://json-schema.org/draft-04/schema#']);
  const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile(schema);
}

test('it fits the schema of SARIF 2.1.0, with names that mean harm, too', () => {
  const validate = validator();
  const evil = 'a b/\u001b[31m<script>%00"\\\ud800.yml';
  const json = assessmentOf([
    { ...alerts, missing: [placeAt(evil, 3), placeAt('b.yml', 0)] },
    { id: 'a', verdict: 'waived', reason: 'replaced in spring', expires: '2027-03-31T00:00:00.000Z' },
    { id: 'b', verdict: 'unknown' },
    { id: 'c', verdict: 'met' },
    { id: 'd', verdict: 'not_met', ask: '[x](javascript:1)' },
  ]);
  expect(validate(toSarif(json)) ? [] : validate.errors).toEqual([]);
  expect(validate({ ...toSarif(json), runs: [{}] })).toBe(false);
});

test('what is not met is a result at each place, what is unknown is none', () => {
  const results = resultsOf([
    { id: 'z', verdict: 'unknown' },
    { ...alerts, missing: [placeAt('a.yml', 3), placeAt('c d.yml', 9)] },
  ]);
  expect(
    results.map(({ ruleId, ruleIndex, locations }) => [ruleId, ruleIndex, locations[0]?.physicalLocation.artifactLocation.uri]),
  ).toEqual([
    ['alert-paging-runbook', 1, 'a.yml'],
    ['alert-paging-runbook', 1, 'c%20d.yml'],
  ]);
});

test('where nothing fulfils it, there is one result with all places', () => {
  const [only, ...others] = resultsOf([
    { ...alerts, coverage: { covered: 0, applicable: 2 }, missing: [placeAt('a.yml', 3), placeAt('b.yml', 9)] },
  ]);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ relatedLocations: [{ id: 0 }] });
});

test('fingerprints stay when lines and details change, and tell equal names apart', () => {
  const prints = (...missing: readonly ReturnType<typeof placeAt>[]) =>
    resultsOf([{ ...alerts, missing: [...missing] }]).map(each => each.partialFingerprints['opsexPlace/v1']);
  const before = prints(placeAt('a.yml', 3), placeAt('a.yml', 9), placeAt('b.yml', 1));
  expect(new Set(before).size).toBe(3);
  expect(prints(placeAt('a.yml', 13, 'alert.rule HighErrors: paging, class symptom'), placeAt('a.yml', 19), placeAt('b.yml', 2))).toEqual(
    before,
  );
  expect(prints(placeAt('a.yml', 3, 'alert.rule HighErrors (by opsex.yaml:7): paging'))).toEqual(before.slice(0, 1));
});

test('what holds the level back weighs more', () => {
  const level = { proven: 2, possible: 2 } as const;
  const control = { id: 'WAF-OPS-010', title: 'CI', level, heldBackBy: ['a', 'b'] };
  const results = resultsOf(
    ['a', 'b', 'c'].map(id => ({ id, verdict: 'not_met' as const })),
    { overall: { level, heldBackBy: ['a'], progress: null }, controls: [control] },
  );
  expect(results.map(each => each.level)).toEqual(['error', 'warning', 'note']);
});

test('a waiver suppresses, with its reason, owner and end', () => {
  const waiver = { reason: 'replaced in spring', owner: 'ada', until: '2027-03-31' };
  const [result] = resultsOf([{ id: 'a', verdict: 'waived', waiver }]);
  expect(result?.suppressions).toEqual([
    { kind: 'external', status: 'accepted', justification: 'replaced in spring (accepted by ada until 2027-03-31)' },
  ]);
});
