import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AssessmentJson } from '../../src/report/contract.ts';
import { findChromium, launch } from './chromium.ts';
import { type OpenPage, openPage } from './open-page.ts';
import { assessments, hostileName, reportOf } from './reports.ts';

const chromium = findChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const service = '#/service/documented-service';
const pages = [
  '#/',
  service,
  `${service}/checklist`,
  `${service}/checklist?show=people`,
  `${service}/plan?done=ci-tests-on-pr`,
  `${service}/metrics`,
  `${service}/registers`,
  `${service}/audit`,
  `${service}/control/WAF-OPS-010`,
  `${service}/criterion/ci-tests-on-pr`,
  `${service}/criterion/pm-informal`,
  '#/service/plain-library',
  '#/service/lookalikes/metrics',
  '#/model',
  '#/model/WAF-OPS-060',
  '#/service/there-is-none',
];

describe.skipIf(!chromium)('the report in a browser', () => {
  let browser: Browser;
  let saved: readonly AssessmentJson[];
  let file: string;

  beforeAll(async () => {
    browser = await launch(chromium ?? '');
    saved = assessments();
    file = reportOf(saved);
  }, 120_000);
  afterAll(() => browser?.close());

  describe.each(['light', 'dark'] as const)('in %s', theme => {
    let opened: OpenPage;
    beforeAll(async () => {
      opened = await openPage(browser, file, theme);
      await opened.page.evaluate(axe);
    });

    test.each(pages)('%s breaks no rule of WCAG 2.2 AA', async hash => {
      await opened.go(hash);
      expect(await violations(opened)).toEqual([]);
    });

    test('tables in place of charts break none either', async () => {
      await opened.go('#/');
      for (const button of await opened.page.getByRole('radio', { name: 'Table' }).all()) await button.click();
      expect(await opened.page.getByRole('table').count()).toBeGreaterThan(0);
      expect(await violations(opened)).toEqual([]);
    });

    test('asks the network for nothing and runs against no policy', () => {
      expect(opened.asked).toEqual([]);
      expect(opened.complaints.filter(text => !text.includes('There is no service'))).toEqual([]);
    });
  });

  test('a small screen has nothing that only scrolling sideways shows', async () => {
    const { page, go } = await openPage(browser, file);
    await page.setViewportSize({ width: 360, height: 740 });
    for (const hash of pages) {
      await go(hash);
      expect([hash, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([hash, 360]);
    }
  });

  test('names from a hostile repository stay text', async () => {
    const { page, go, asked, complaints } = await openPage(browser, file);
    const row = page.getByRole('rowheader').filter({ hasText: 'onerror' });
    const shown = await row.locator('a').textContent();
    expect(shown).toBe(hostileName.replace('\u202e', '\ufffd'));
    await row.locator('a').click();
    await page.waitForSelector('.headline');
    const address = (await page.evaluate('location.hash')) as string;
    for (const more of ['', '/registers', '/checklist', '/audit', '/criterion/ci-tests-on-pr', '/plan']) await go(address + more);
    await go(`${address}/criterion/<img src=x onerror=window.harmed=1>`);
    expect(await page.evaluate('window.harmed')).toBeUndefined();
    expect(await page.evaluate("document.querySelectorAll('img, main script').length")).toBe(0);
    expect(asked).toEqual([]);
    expect(complaints.filter(text => !text.includes('has no criterion'))).toEqual([]);
  });

  test('evidence leads to its lines on the forge at the commit', async () => {
    const { page, go } = await openPage(browser, file);
    const [, json] = saved;
    const met = json?.criteria.find(criterion => criterion.verdict === 'met' && criterion.evidence[0]?.path);
    await go(`${service}/criterion/${met?.id}`);
    const commit = json?.workload.sources[0]?.commit;
    const [first] = met?.evidence ?? [];
    expect(await page.locator('a.place-link').first().getAttribute('href')).toMatch(
      `https://github.com/acme/documented-service/blob/${commit}/${first?.path?.split('/').map(encodeURIComponent).join('/')}?plain=1#L${first?.line}`,
    );
  });

  test('the keyboard alone finds the weakest service, a criterion, and plans', async () => {
    const { page } = await openPage(browser, file);
    await page.keyboard.press('Tab');
    expect(await focused(page)).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    await page.keyboard.type('documented');
    await page.getByText('1 of 6 services').waitFor();
    for (let presses = 0; presses < 8 && !(await page.evaluate("document.activeElement.closest('[role=grid]') !== null")); presses++)
      await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.headline');
    expect(await page.title()).toBe('documented-service · opsex');
    await tabTo(page, 'Plan');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.steps-list');
    await tabToTick(page);
    await page.keyboard.press('Space');
    await page.waitForFunction("location.hash.includes('done=')");
  });

  test('ticking every gate of a level reaches it at once', async () => {
    const { page, go } = await openPage(browser, file);
    await go(`${service}/plan`);
    await page.getByRole('button', { name: /Tick all for/ }).click();
    await page.getByRole('option', { name: 'level 3', exact: true }).click();
    await page.getByRole('status').filter({ hasText: 'level 3' }).waitFor();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as Markdown' }).click();
    expect(readFileSync(await (await download).path(), 'utf8')).toContain('# Plan for documented-service');
  });

  test('columns sort, filters filter, and both can be told', async () => {
    const { page } = await openPage(browser, file);
    const first = () => page.getByRole('rowheader').first().textContent();
    await page.getByRole('columnheader', { name: 'Service' }).click();
    expect(await first()).toContain('onerror');
    await page.getByRole('columnheader', { name: 'Service' }).click();
    expect(await first()).toContain('shop');
    await page.getByRole('button', { name: /Team/ }).click();
    await page.getByRole('option', { name: 'orders' }).click();
    await page.getByRole('status').filter({ hasText: '1 of 6' }).waitFor();
  });

  test('every page prints', async () => {
    const { page, go } = await openPage(browser, file);
    for (const hash of ['#/', service, `${service}/audit`]) {
      await go(hash);
      const pdf = (await page.pdf({ format: 'A4' })).toString('latin1');
      expect(pdf.startsWith('%PDF-')).toBe(true);
      expect(pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(hash.endsWith('audit') ? 8 : 0);
    }
    await go('#/');
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator('.printed-map tbody tr').count()).toBe(6);
  });
});

/** What axe complains of, after it has looked at something. */
async function violations({ page }: OpenPage): Promise<unknown> {
  return page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then(({ passes, violations }) => passes.length < 15 ? 'only ' + passes.length + ' rules looked' : violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(node => node.html.slice(0, 200) + ' ' + node.failureSummary)]))`);
}

function focused(page: OpenPage['page']): Promise<unknown> {
  return page.evaluate('document.activeElement.textContent');
}

async function tabTo(page: OpenPage['page'], text: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if ((await focused(page)) === text) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way to ${text} by keyboard`);
}

async function tabToTick(page: OpenPage['page']): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await page.evaluate("document.activeElement.type === 'checkbox'")) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('no way to a tick by keyboard');
}
