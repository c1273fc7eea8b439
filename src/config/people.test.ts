import { expect, test } from 'vitest';
import { loadSettings } from './load.ts';

async function load(text: string) {
  const loaded = await loadSettings(
    { path: 'opsex.yaml', text: `version: 1\n${text}` },
    { inside: true, read: () => 'does not exist', taken: async () => [] },
  );
  return 'settings' in loaded ? loaded.settings : loaded.problems.map(({ line, column, message }) => `${line}:${column}: ${message}`);
}

const sha256 = 'a'.repeat(64);

test('what people say is read, and each part knows its line', async () => {
  const at = (line: number) => ({ path: 'opsex.yaml', line });
  expect(
    await load(`complete: true
sources:
  - path: .
  - { name: alerts, path: ../alerts, services: [orders], only: [rules/**] }
environments:
  - { name: Live, production: true, also: ["eu*"] }
statements:
  - criterion: pm-blameless
    claim: Reviews look for causes, not for culprits
    evidence: https://wiki.acme.net/reviews
    by: Ada
    on: 2026-05-01
  - { criterion: debt-okr, met: false, claim: There is no such goal yet, evidence: { file: docs/okr.md, sha256: ${sha256} }, by: Bo, on: 2026-06-01, until: 2026-07-01 }
waivers:
  - { criterion: iac-full-prod, reason: The old cluster goes in autumn, owner: Cy, until: 2026-11-01 }
not_applicable:
  - { criterion: ff-service, reason: Nothing here has features to switch }
targets: { overall: 3, controls: { "010": 4 }, by: 2026-12-31 }
thresholds:
  mttr_l4_minutes: 15
`),
  ).toMatchObject({
    production: [
      { name: 'live', production: 'yes', at: at(7) },
      { name: 'eu*', production: 'yes', at: at(7) },
    ],
    sources: [
      { path: '.', only: [], services: [], at: at(4) },
      { path: '../alerts', name: 'alerts', only: ['rules/**'], services: ['orders'], at: at(5) },
    ],
    people: {
      complete: at(2),
      statements: [
        {
          criterion: 'pm-blameless',
          met: true,
          evidence: { url: 'https://wiki.acme.net/reviews' },
          by: 'Ada',
          on: '2026-05-01',
          at: at(9),
        },
        { criterion: 'debt-okr', met: false, evidence: { file: 'docs/okr.md', sha256 }, until: '2026-07-01', at: at(14) },
      ],
      waivers: [{ criterion: 'iac-full-prod', owner: 'Cy', until: '2026-11-01', at: at(16) }],
      exemptions: [{ criterion: 'ff-service', at: at(18) }],
      targets: { overall: 3, controls: { '010': 4 }, by: '2026-12-31' },
      thresholds: [{ name: 'mttr_l4_minutes', value: 15, at: at(21) }],
    },
  });
});

const said = 'criterion: a-b, claim: It is so here, evidence: "https://a.b/c", by: Ada, on: 2026-05-01';

test.each([
  ['a statement without evidence', 'statements: [{ criterion: a-b, claim: It is so here, by: Ada, on: 2026-05-01 }]', 'evidence: '],
  [
    'a statement without an author',
    'statements: [{ criterion: a-b, claim: It is so here, evidence: "https://a.b/c", on: 2026-05-01 }]',
    '.by: is missing',
  ],
  ['a day that there is not', `statements: [{ ${said.replace('05-01', '02-30')} }]`, 'statements[0].on: must be a day'],
  ['a statement for ever', `statements: [{ ${said}, until: 2036-01-01 }]`, 'until: must be at most 365 days after "on": 2027-05-01'],
  ['a statement that ends before it begins', `statements: [{ ${said}, until: 2026-04-30 }]`, 'must not be before "on"'],
  ['a misspelled key', `statements: [{ ${said}, autor: x }]`, '2:106: statements[0]: unknown key "autor"'],
  ['a hash that is none', `statements: [{ ${said.replace('"https://a.b/c"', '{ file: a.md, sha256: abc }')} }]`, '64 hexadecimal digits'],
  [
    'a file outside',
    `statements: [{ ${said.replace('"https://a.b/c"', `{ file: ../a.md, sha256: ${sha256} }`)} }]`,
    'inside the repository',
  ],
  ['a waiver without an end', 'waivers: [{ criterion: a-b, reason: We know of it, owner: Ada }]', 'until: is missing'],
  ['a waiver without an owner', 'waivers: [{ criterion: a-b, reason: We know of it, until: 2026-05-01 }]', 'owner: is missing'],
  ['an exemption without a reason', 'not_applicable: [{ criterion: a-b }]', 'reason: is missing'],
  [
    'an exemption twice',
    'not_applicable: [{ criterion: a-b, reason: It is not here }, { criterion: a-b, reason: It is not here }]',
    'a-b is listed twice',
  ],
  ['a target of level 1', 'targets: { overall: 1 }', 'targets.overall: is 2 at least'],
  ['an empty target', 'targets: {}', 'needs "overall", "controls" or both'],
  ['incomplete sources', 'complete: false', 'complete: is true, or left out'],
  ['a source twice', 'sources: [{ path: a }, { path: a }]', 'a is listed twice'],
  ['a misspelled section', 'statments: []', 'unknown key "statments"; the nearest is "statements"'],
])('%s is refused', async (_, text, message) => {
  const problems = await load(text);
  expect(Array.isArray(problems) && problems.join('\n')).toContain(message);
});
