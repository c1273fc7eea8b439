import { expect, test } from 'vitest';
import { given } from '../judge/testing.ts';
import { summaryOf } from './summary.ts';

test('what a fact says in a line: its name, and days instead of instants', () => {
  expect(summaryOf(given('runbook', { title: 'Deploy', score: 25, added: '2023-04-27T18:42:15.000Z' }))).toMatch(
    /^runbook Deploy: .*score 25.*added 2023-04-27(?:,|$)/,
  );
});
