import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AssessmentJson } from '../src/report/contract.ts';
import { assessJson, commitAll, folderOf, git } from './repository.ts';

/**
 * A scenario is a folder: `repository/` is what is assessed (committed by pull request on 1 June 2026, judged as of 30 June 2026), `expected.json` is what must come out.
 * Adding one needs no code. `criteria` maps an id to a verdict, or to a verdict with its places.
 */
interface Expected {
  readonly overall?: AssessmentJson['overall']['level'];
  readonly controls?: Readonly<Record<string, { proven: number; possible: number } | null>>;
  readonly criteria?: Readonly<
    Record<string, string | { readonly verdict: string; readonly evidence?: readonly string[]; readonly missing?: readonly string[] }>
  >;
  readonly unread?: readonly string[];
  /** The lines of opsex.yaml that the evidence of a criterion rests on. */
  readonly accordingTo?: Readonly<Record<string, readonly string[]>>;
  readonly notes?: readonly string[];
}

const root = join(import.meta.dirname, 'repositories');
const scenarios = readdirSync(root).filter(name => existsSync(join(root, name, 'expected.json')));

test.each(scenarios)('%s', name => {
  const expected = JSON.parse(readFileSync(join(root, name, 'expected.json'), 'utf8')) as Expected;
  const folder = folderOf({});
  cpSync(join(root, name, 'repository'), folder, { recursive: true });
  git(folder, ['init', '-q', '-b', 'main']);
  commitAll(folder, 'Add everything (#1)', '2026-06-01T12:00:00Z');
  expect(seen(assessJson(folder), expected)).toEqual(expected);
});

/** The parts of the assessment that the scenario names, in its shape. */
function seen(json: AssessmentJson, expected: Expected): Expected {
  const places = (list: AssessmentJson['criteria'][number]['evidence']) => list.map(({ path, line }) => `${path}:${line}`);
  const criterion = (id: string, wanted: NonNullable<Expected['criteria']>[string]) => {
    const found = json.criteria.find(each => each.id === id);
    if (!found || typeof wanted === 'string') return found?.verdict ?? 'no such criterion';
    return {
      verdict: found.verdict,
      ...(wanted.evidence && { evidence: places(found.evidence) }),
      ...(wanted.missing && { missing: places(found.missing) }),
    };
  };
  return {
    ...(expected.overall !== undefined && { overall: json.overall.level }),
    ...(expected.controls && {
      controls: Object.fromEntries(
        Object.keys(expected.controls).map(id => [id, json.controls.find(each => each.id === id)?.level ?? null]),
      ),
    }),
    ...(expected.criteria && {
      criteria: Object.fromEntries(Object.entries(expected.criteria).map(([id, wanted]) => [id, criterion(id, wanted)])),
    }),
    ...(expected.unread && { unread: json.unread.map(({ path }) => path) }),
    ...(expected.accordingTo && {
      accordingTo: Object.fromEntries(
        Object.keys(expected.accordingTo).map(id => [id, linesBehind(json.criteria.find(each => each.id === id))]),
      ),
    }),
    ...(expected.notes && { notes: json.notes }),
  };
}

function linesBehind(criterion: AssessmentJson['criteria'][number] | undefined): readonly string[] {
  const places = criterion?.evidence.flatMap(({ accordingTo = [] }) => accordingTo.map(({ path, line }) => `${path}:${line}`)) ?? [];
  return [...new Set(places)].sort();
}
