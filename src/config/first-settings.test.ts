import { expect, test } from 'vitest';
import { firstSettings, withServices, withValue } from './first-settings.ts';
import { shapeProblems } from './load.ts';

const first = firstSettings({
  name: 'shop',
  services: [
    { name: 'orders', root: 'services/orders' },
    { name: 'all', root: '.' },
  ],
  environments: [{ name: 'live', production: true }],
});

test('what was found is written, and can be read again', () => {
  expect(first).toBe(`# What files cannot show about this workload.
# docs/reference/configuration.md of opsex lists every key; "opsex init" asks on, "opsex attest" adds statements.
version: 1

workload:
  name: shop

# The services that were found. Call the list "all" when there are no others: then "all services" means these.
services:
  more:
    - name: orders
      paths:
        - services/orders
    - name: all

# The environments that were found, and whether users depend on them.
environments:
  - name: live
    production: true
`);
  expect(shapeProblems({ path: 'opsex.yaml', text: first })).toEqual([]);
  expect(firstSettings({ name: 'a: b', services: [], environments: [] })).toMatch(/workload:\n {2}name: "a: b"\n$/);
});

test('answers are added, and everything else stays', () => {
  const answered = withServices(withValue(first, ['workload', 'team'], 'payments'), true, ['billing']);
  expect(shapeProblems({ path: 'opsex.yaml', text: answered })).toEqual([]);
  expect(answered).toContain('workload:\n  name: shop\n  team: payments\n');
  expect(answered).toContain(
    'services:\n  all:\n    - name: orders\n      paths:\n        - services/orders\n    - name: all\n    - name: billing\n',
  );
  for (const comment of first.split('\n').filter(line => line.startsWith('#'))) expect(answered).toContain(comment);
});
