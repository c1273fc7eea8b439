import { expect, test } from 'vitest';
import { dateIn } from './dates.ts';

test.each([
  ['2026-03-10', '2026-03-10'],
  ['Date: October 23, 2025', '2025-10-23'],
  ['23rd October 2025', '2025-10-23'],
  ['am 23.10.2025 um 8 Uhr', '2025-10-23'],
  ['10. März 2025', '2025-03-10'],
  ['3 de enero de 2025', '2025-01-03'],
  ['03/10/2025', ''],
  ['yesterday', ''],
  ['drill-2026-05-30-failover.md', '2026-05-30'],
  ['2025-02-30', ''],
  ['1.2.2025.4', '2025-02-01'],
  ['version 10.2.2025-rc or 2026-01-02T08:00Z', '2025-02-10'],
  ['2026', ''],
])('%s is %s', (text, date) => {
  expect(dateIn(text)).toBe(date);
});
