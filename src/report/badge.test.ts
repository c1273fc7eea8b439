import { expect, test } from 'vitest';
import { parseXml } from '../lib/xml.ts';
import { toBadge } from './badge.ts';
import { assessmentOf } from './testing.ts';

test.each([
  [{ proven: 2, possible: 2 } as const, 'level 2 of 5'],
  [{ proven: 1, possible: 3 } as const, 'level 1–3 of 5'],
  [null, 'does not apply'],
])('%o', (level, text) => {
  const svg = toBadge(assessmentOf([], { overall: { level, heldBackBy: [], progress: null } }));
  expect(svg).toContain(`>${text}</text>`);
  expect(svg).toMatch(/role="img" aria-label="shop: operational excellence, [^"]+"/);
});

test('a name cannot break out, and nothing is fetched', () => {
  const name = '"><script>alert(1)</script><image href="http://x/y.png"/>&\u0000\u202e';
  const svg = toBadge(assessmentOf([], { workload: { name, sources: [] } }));
  expect(svg).not.toMatch(/<script|<image|<use|url\((?!#r)|@import|<style|xlink/);
  expect(svg).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]/u);
  expect(parseXml(svg)).toMatchObject({ problems: [] });
});
