import { expect, test } from 'vitest';
import { openPlaces } from '../lib/open-places.ts';
import type { Model } from '../model/model.ts';
import { toModelText } from '../report/model-text.ts';
import { modelTextSchema } from '../report/web-contract.ts';
import { examplesOf } from './examples.ts';
import { shipped } from './testing.ts';

const examples = examplesOf(shipped);
const shown = examples.flatMap(({ name, files, shows }) =>
  shows.map(({ criterion, file, from }) => ({
    criterion,
    name,
    path: files[file]?.path ?? '',
    variant: files[file]?.for ?? [],
    line: files[file]?.lines[from - 1] ?? '',
  })),
);

test.each(examples.map(each => [each.name, each] as const))(
  '%s is filled in, bounded, and shows something for each of its criteria',
  (name, { files, shows }) => {
    for (const { lines, path } of files) {
      expect(openPlaces(lines.join('\n'))).toEqual([]);
      expect(`${path}\n${lines.join('\n')}`).not.toMatch(/[«»\t]/);
      expect(lines.length).toBeLessThanOrEqual(64);
    }
    for (const { file, from } of shows) expect(files[file]?.lines[from - 1]).toBeDefined();
    const criteria = new Set(shows.map(({ criterion }) => criterion));
    expect([...criteria]).toEqual(shipped.scaffolds.find(scaffold => scaffold.name === name)?.criteria);
  },
);

test('what scaffolds name as their example is there', () => {
  for (const { shows, files, criteria, templates, name } of shipped.scaffolds)
    for (const [criterion, { file, from = [] }] of Object.entries(shows)) {
      expect([name, criteria.includes(criterion)]).toEqual([name, true]);
      if (file !== undefined) expect(files.map(({ path }) => path)).toContain(file);
      if (from.length > 0) expect(Object.values(templates).some(text => from.some(each => text.includes(each)))).toBe(true);
    }
});

test.each([
  [
    'ci-tests-on-pr',
    'pr-tests',
    [
      ['.github/workflows/tests.yml', 'name: Tests'],
      ['.gitlab/ci/tests.yml', 'tests:'],
    ],
  ],
  ['slo-defined', 'alerts', [['alerts/shop.slo.yaml', expect.any(String)]]],
  ['alert-availability', 'alerts', [['alerts/shop.rules.yml', '      - alert: ServiceDown']]],
  ['pm-actions-tracked', 'postmortems', [['docs/postmortems/2026-05-28-orders-fail.md', '## Action items']]],
  ['change-categories', 'change-policy', [['docs/change-policy.md', '## Change categories']]],
  [
    'prod-approval-gate',
    'deploy',
    [
      ['.github/workflows/deploy.yml', '  production:'],
      ['.gitlab/ci/deploy.yml', expect.stringContaining('deploy-production:')],
    ],
  ],
] as const)('%s is shown by %s', (criterion, name, places) => {
  const own = shown.filter(each => each.criterion === criterion && each.name === name);
  expect(own.map(({ path, line }) => [path, line])).toEqual(places);
});

test('each variant is shown once', () => {
  expect(shown.filter(({ criterion }) => criterion === 'drift-daily-auto').map(({ variant }) => variant)).toEqual([
    ['github', 'aws'],
    ['github', 'gcp'],
    ['github', 'azure'],
    ['gitlab'],
  ]);
});

test('they fit into the public model text', () => {
  const model = {
    id: 'm',
    version: '1',
    title: 'M',
    digest: 'sha256:1',
    levels: [],
    controls: [],
    criteria: [],
    entryPath: [],
    policies: [],
  };
  const text = toModelText(model as unknown as Model, examples);
  expect(modelTextSchema.safeParse(text).error?.issues).toBeUndefined();
  expect(text.scaffolds?.map(({ name }) => name)).toEqual(shipped.scaffolds.map(({ name }) => name));
  expect(JSON.stringify(text.scaffolds).length).toBeLessThan(100_000);
});
