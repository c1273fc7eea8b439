import { expect, test } from 'vitest';
import { verdicts } from '../../test/verdicts.ts';
import { factsOf } from '../facts/detectors/testing.ts';
import { openPlaces } from '../lib/open-places.ts';
import type { Scaffold } from './scaffold.ts';
import { defaults, type Row, repository, rows, scaffolds, texts } from './testing.ts';

/** What has to stand beside a scaffold, filled in, so that all of its criteria can be met. */
const beside: Readonly<Record<string, readonly string[]>> = {
  runbooks: ['alerts'],
  logging: ['tracing'],
  freeze: ['deploy'],
  'deploy-runbook': ['deploy'],
  'branch-protection': ['state-backend'],
  drift: ['state-backend'],
};

test.each(rows.map(row => [`${row.scaffold.name} ${Object.values(row.variant).join(' ')}`, row] as const))('%s', async (_, row) => {
  const { criteria, name } = row.scaffold;
  const helpers = (beside[name] ?? []).flatMap(other => scaffolds.filter(each => each.name === other));
  const raw = await verdictsOf(row, helpers, { filled: false });
  const filled = await verdictsOf(row, helpers, { filled: true });
  const asked = criteria.map(id => [id, 'met'] as const);
  expect(criteria.filter(id => raw.get(id) === 'met')).toEqual([]);
  expect(criteria.map(id => [id, filled.get(id)])).toEqual(asked);
});

async function verdictsOf(row: Row, helpers: readonly Scaffold[], { filled }: { readonly filled: boolean }) {
  const variant = { ...defaults, ...row.variant };
  const files: Record<string, string> = { ...(await repository(variant)) };
  for (const helper of helpers) Object.assign(files, await texts(helper, variant, true));
  Object.assign(files, await texts(row.scaffold, variant, filled));
  const on = '2026-03-20T12:00:00Z';
  const histories = Object.fromEntries(Object.keys(files).map(path => [path, { added: on, updated: on, changes: [on] }]));
  const facts = await factsOf(files, { histories });
  return verdicts(facts);
}

test.each(scaffolds.map(scaffold => [scaffold.name, scaffold] as const))(
  '%s asks only what it uses, and is open until then',
  async (_, scaffold) => {
    const used = Object.values(scaffold.templates).join('\n') + scaffold.files.map(({ path }) => path).join('\n');
    expect(Object.keys(scaffold.asks).filter(key => !used.includes(`«${key}»`))).toEqual([]);
    for (const { variant } of rows.filter(row => row.scaffold === scaffold)) {
      const open = Object.values(await texts(scaffold, { ...defaults, ...variant }, false));
      expect(open.some(text => openPlaces(text).length > 0)).toBe(true);
      const filled = Object.values(await texts(scaffold, { ...defaults, ...variant }, true));
      expect(filled.flatMap(text => openPlaces(text))).toEqual([]);
    }
  },
);

/** `<fill in: the channel>` is a tag to Markdown, and vanishes when it is shown. */
test('places in Markdown can be seen', async () => {
  const files = await Promise.all(scaffolds.map(async scaffold => Object.entries(await texts(scaffold, defaults, false))));
  const places = files.flat().flatMap(([path, text]) => (path.endsWith('.md') ? openPlaces(text).map(({ asks }) => ({ path, asks })) : []));
  expect(places.filter(({ asks }) => !/[^\w.: -]/.test(asks))).toEqual([]);
});
