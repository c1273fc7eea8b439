import { expect, test } from 'vitest';
import { completionOf, openActions, repeatsIn } from './actions.ts';
import { reviewFile, reviewForm } from './form.ts';
import type { Review } from './read.ts';

function review(path: string, date: string, more: Partial<Review> = {}): Review {
  return { path, title: path, date, severity: '', cause: '', valid: true, gaps: [], actions: [], ...more };
}

function action(text: string, due: string, done = false) {
  return { text, line: 1, due, owned: true, ticketed: false, done };
}

const reviews = [
  review('a.md', '2026-06-01', {
    actions: [action('late', '2026-06-10'), action('done', '2026-06-10', true), action('later', '2026-12-01')],
  }),
  review('b.md', '2026-01-01', { actions: [action('forgotten', '')] }),
  review('c.md', '2026-06-25', { actions: [action('fresh', '')] }),
];

test('what is past its date, or without one for a month, is overdue', () => {
  expect(openActions(reviews, '2026-06-30').map(({ text, overdue }) => [text, overdue])).toEqual([
    ['late', true],
    ['forgotten', true],
    ['later', false],
    ['fresh', false],
  ]);
});

test('completion counts what is due or done', () => {
  expect(completionOf(reviews, '2026-06-30')).toEqual({ due: 3, done: 1 });
});

test('incidents repeat by cause, or by title without numbers', () => {
  const all = [
    review('a.md', '2026-06-01', { cause: 'deploy', title: 'Checkout down' }),
    review('b.md', '2026-05-01', { cause: 'deploy', title: 'Search down' }),
    review('c.md', '2026-04-01', { title: 'INC-7: queue stuck' }),
    review('d.md', '2026-03-01', { title: 'INC-9: Queue stuck' }),
    review('e.md', '2024-01-01', { cause: 'deploy' }),
  ];
  expect(repeatsIn(all, '2026-06-30')).toEqual([
    { cause: 'deploy', paths: ['a.md', 'b.md'] },
    { cause: 'queue stuck', paths: ['c.md', 'd.md'] },
  ]);
});

test.each([
  ['Queue stuck: orders late', 'p/2026-06-01-queue-stuck-orders-late.md'],
  ['../../etc/passwd', 'p/2026-06-01-etc-passwd.md'],
  ['Störung', 'p/2026-06-01-storung.md'],
  ['…', 'p/2026-06-01-incident.md'],
])('%s gets a harmless name', (title, file) => {
  expect(reviewFile('p', { title, date: '2026-06-01', severity: 'SEV1' })).toBe(file);
});

test('the form takes the headings of the team, not its title and front matter', () => {
  const form = reviewForm({ title: 'A # b', date: '2026-06-01', severity: 'SEV1' }, '---\nlayout: x\n---\n# Our template\n\n## Ablauf\n');
  expect(form).toContain('# A \\# b\n\n## Ablauf\n');
  expect(form).not.toMatch(/layout|Our template/);
});
