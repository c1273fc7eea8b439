import { inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { AssessmentJson } from './contract.ts';
import { toHtml } from './html.ts';
import { toPortfolio } from './portfolio.ts';
import { portfolioSchema } from './web-contract.ts';

function assessment(name: string, asOf = '2026-06-30T00:00:00.000Z', path = '/srv/shop'): AssessmentJson {
  return {
    schema: 'opsex.assessment/1',
    opsex: '0.1.0',
    asOf,
    workload: { name, sources: [{ kind: 'folder', path, commit: null, dirty: null, shallow: false, files: 1 }] },
    model: { id: 'm', version: '1.0.0', digest: 'd' },
    overall: { level: { proven: 1, possible: 2 }, heldBackBy: ['a'], progress: { level: 2, met: 0, of: 1 } },
    controls: [{ id: 'C-1', title: 'One', level: { proven: 1, possible: 2 }, heldBackBy: ['a'] }],
    criteria: [],
    roadmap: [],
    metrics: [],
    coverage: { met: 0, not_met: 0, unknown: 0, not_applicable: 0, waived: 0 },
    notes: [],
    unread: [],
  };
}

const assets = { script: 'draw()', style: 'p{}' };

test('a name cannot end the element that it stands in', () => {
  const name = '</script><script>alert(1)</script><!-- \u2028 &amp;';
  const html = toHtml({ assessments: [assessment(name)], model: null }, assets, '0.1.0');
  expect(html.match(/<script[ >]/g)).toHaveLength(3); // overview, script, one assessment
  const overview = /id="opsex-portfolio">(.*)<\/script>/.exec(html)?.[1] ?? '';
  expect(JSON.parse(overview).rows[0].name).toBe(name);
  const kept = /id="opsex-assessment-0">(.*)<\/script>/.exec(html)?.[1] ?? '';
  expect(JSON.parse(inflateRawSync(Buffer.from(kept, 'base64')).toString()).workload.name).toBe(name);
});

test('the page lets nothing run but its own script, and asks for nothing', () => {
  const policy = /Content-Security-Policy" content="([^"]*)"/.exec(toHtml({ assessments: [], model: null }, assets, '0.1.0'))?.[1];
  expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[\w+/]+='; img-src data:; style-src 'sha256-[\w+/]+=';/);
  expect(policy).not.toContain('unsafe');
});

test('a build that would break out of the page is refused', () => {
  expect(() => toHtml({ assessments: [], model: null }, { ...assets, script: 'x("</script>")' }, '0.1.0')).toThrow('own element');
});

test('assessments of the same workload become one row with a history, others rows with keys of their own', () => {
  const saved = [
    assessment('Shop', '2026-06-30T00:00:00.000Z'),
    assessment('Shop', '2026-01-31T00:00:00.000Z'),
    assessment('shop!', '2026-06-30T00:00:00.000Z', '/srv/other'),
    assessment('…', '2026-06-30T00:00:00.000Z', '/srv/third'),
  ].map((json, index) => ({ key: String(index), json }));
  const portfolio = toPortfolio(saved, '0.1.0');
  expect(portfolioSchema.parse(portfolio)).toEqual(portfolio);
  expect(portfolio.rows.map(({ key, assessment: newest, history }) => [key, newest, history.map(each => each.assessment)])).toEqual([
    ['shop', '0', ['1']],
    ['shop-2', '2', []],
    ['workload', '3', []],
  ]);
});
