import { expect, test } from 'vitest';
import { targetsOf } from '../../facts/detectors/runbooks/links.ts';
import { factsOf } from '../../facts/detectors/testing.ts';
import { isKind } from '../../model/fact.ts';
import { readRunbook } from './read.ts';

const policy = { score: 50, words: 80, steps: 3, staleDays: 106 };
const paths = ['docs/runbooks/queue.md', 'docs/runbooks/other.html.md.erb', 'docs/deep/page.md', 'img/a.png'];

async function read(text: string, today = '2026-06-30') {
  const facts = await factsOf({ 'docs/runbooks/queue.md': text });
  const fact = facts.find(each => isKind(each, 'runbook'));
  if (!fact || !isKind(fact, 'runbook')) throw new Error('no runbook was found');
  return readRunbook(fact, 'docs/runbooks/queue.md', text, targetsOf(paths), policy, today);
}

const words = 'The queue fills up when the consumer stops, and orders reach the warehouse late. '.repeat(8);
const full = `---
owner: team-shop
reviewed: 2026-05-01
service: shop
---
# Queue stuck

## When to use

The alert QueueStuck fires. ${words}

## Impact

Orders are late.

## Diagnosis

1. Look at the consumer.
2. Look at the broker.
3. Look at the network.

## Remediation

\`\`\`sh
kubectl rollout restart deployment/consumer
\`\`\`

## Verification

The depth falls.

## Rollback

Scale the consumer down.

## Escalation

Call the team of the broker.
`;

test('a full runbook lacks nothing', async () => {
  expect(await read(full)).toMatchObject({
    score: 100,
    sufficient: true,
    reasons: [],
    services: ['shop'],
    touched: '2026-05-01',
    stale: false,
    broken: [],
  });
  expect(await read(full, '2026-12-01')).toMatchObject({ stale: true });
});

test('the score says what is missing, and what that would add', async () => {
  const runbook = await read(full.replace(/## Impact[\s\S]*?(?=## Diag)/, '').replace(/## Escalation[\s\S]*/, ''));
  expect(runbook).toMatchObject({ score: 75, reasons: ['what is affected (10)', 'whom to call (15)'] });
});

test('a short one does not count', async () => {
  const runbook = await read(`# Queue stuck\n\n## Remediation\n\n${words.slice(0, 400)}\n`);
  expect(runbook.sufficient).toBe(false);
  expect(runbook.reasons.slice(0, 2)).toEqual(['70 words of 80', 'neither steps nor a command']);
});

test.each([
  ['a file beside it', 'queue.md', true],
  ['a page that a site makes of a document', 'other.html', true],
  ['a document without its ending', '../deep/page#top', true],
  ['a folder', '/docs/deep/', true],
  ['an address', 'https://example.org/gone', true],
  ['a heading', '#impact', true],
  ['a place outside of what is assessed', '../../../elsewhere.md', true],
  ['what is filled in later', '{{ base }}/x', true],
  ['a file that is gone', 'gone.md', false],
  ['a page that is gone', '../deep/gone.html', false],
  ['a broken escape', 'gone%.md', false],
])('a link to %s', async (_, url, isThere) => {
  const { broken } = await read(`${full}\nSee [this](${url}).\n`);
  expect(broken).toEqual(isThere ? [] : [{ line: full.split('\n').length + 1, url }]);
});
