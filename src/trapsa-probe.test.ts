import { test } from 'vitest';
import { readFileSync } from 'node:fs';
import { factsOf, flat } from './facts/detectors/testing.ts';
// blocks: "## label [kind] fields,comma" then "=== path" then text
test('x', async () => {
  const text = readFileSync(process.env.PROBE ?? '', 'utf8');
  for (const block of text.split(/^## /m).slice(1)) {
    const nl = block.indexOf('\n');
    const [label = '', kind = '', fields = ''] = block.slice(0, nl).split('|').map(x => x.trim());
    const files: Record<string, string> = {};
    for (const part of block.slice(nl + 1).split(/^=== /m).slice(1)) { const n = part.indexOf('\n'); files[part.slice(0, n).trim()] = part.slice(n + 1); }
    const all = await factsOf(files);
    for (const k of kind.split('+')) {
    const facts = flat(all, k as never);
    const shown = facts.map(f => fields ? Object.fromEntries(['line', ...fields.split(',')].map(n => [n, f[n]])) : f);
    console.log(`=> ${label} [${k}]: ${JSON.stringify(shown)}`);
    }
  }
});
