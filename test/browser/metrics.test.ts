import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RunningServer } from '../../src/server/start.ts';
import { serving } from '../serving.ts';
import { findChromium, launch } from './chromium.ts';
import { measuredService } from './measured-service.ts';
import { openPage } from './open-page.ts';
import { reportOf } from './reports.ts';

const chromium = findChromium();
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe.skipIf(!chromium)('the metrics of a service', () => {
  let browser: Browser;
  let server: RunningServer;
  let file: string;
  beforeAll(async () => {
    const { address, assessments } = measuredService();
    file = reportOf(assessments);
    server = await serving({ address, services: 0 });
    browser = await launch(chromium ?? '');
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await server?.end();
  });

  async function open(colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      colorScheme,
      reducedMotion: 'reduce',
      bypassCSP: true,
    });
    const page = await context.newPage();
    await page.goto(`${server.url}/#/service/checkout/metrics`);
    await page.getByRole('heading', { name: 'Events behind it' }).waitFor();
    await page.getByText('deployments', { exact: true }).first().waitFor();
    return page;
  }

  test.each(['light', 'dark'] as const)('break no rule of WCAG 2.2 AA in %s, as charts and as tables', async theme => {
    const page = await open(theme);
    await page.evaluate(axe);
    expect(await violations(page)).toEqual([]);
    for (const button of await page.getByRole('radio', { name: 'Table' }).all()) await button.click();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await page.context().close();
  });

  test('say what they mean, how many events they rest on, whose they are and by which definition', async () => {
    const page = await open();
    const panel = page.getByRole('region', { name: 'Deployments', exact: true });
    expect(await panel.textContent()).toMatch(/\d+ .*Successful production deployments.*n = \d+/s);
    expect(await page.getByRole('status').filter({ hasText: 'events of shop' }).count()).toBe(1);
    const toil = page.getByRole('region', { name: 'Toil share' });
    expect(await toil.textContent()).toMatch(/\d+(?:\.\d+)? %.*Toil hours divided by all engineering hours.*n = \d+/s);
    expect(await toil.locator('circle').count()).toBeGreaterThan(8);
    expect(await page.getByText('by the graph of commits').count()).toBe(1);
    expect(await page.getByRole('region', { name: 'Not measured' }).textContent()).toContain('Lead time median');
    await choose(page, 'Definition', 'devlake/2023');
    await page.getByText('the dashboards of Apache DevLake').waitFor();
    await choose(page, 'Period', 'month');
    await page.getByRole('region', { name: 'Deployments', exact: true }).getByRole('radio', { name: 'Table' }).click();
    await page
      .getByRole('rowheader', { name: /^\d{4}-\d\d(?:, in part)?$/ })
      .nth(2)
      .waitFor();
    await page.context().close();
  });

  test('lead from a week to its events by keys alone, and to older ones', async () => {
    const page = await open();
    const recovery = page.getByRole('region', { name: 'Failed change recovery' });
    await recovery.getByRole('radio', { name: 'Table' }).focus();
    await page.keyboard.press('Enter');
    const gap = recovery.getByRole('row', { name: 'not known' });
    expect(await gap.count()).toBeGreaterThan(0);
    const week = recovery
      .getByRole('row')
      .filter({ hasText: /^\d{4}-W\d\d\d(?:\.\d+)?1$/ })
      .first();
    const label = await week.getByRole('button').textContent();
    await week.getByRole('button').focus();
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Events behind it');
    const behind = page.getByRole('region', { name: 'Events behind it' });
    await behind.getByText('1 incident', { exact: true }).waitFor();
    expect(await behind.getByRole('button', { name: new RegExp(`${label} Of$|Of ${label}|${label}`) }).count()).toBe(1);
    expect(await behind.getByRole('rowheader').first().textContent()).toMatch(/^Checkout fails <b>\d<\/b>pager inc-\d$/);
    expect(await behind.getByRole('rowheader').first().getByRole('link').getAttribute('href')).toMatch(
      /^https:\/\/pager\.example\.org\/\d$/,
    );
    expect(await behind.getByRole('cell').last().textContent()).toMatch(/^severity \d, resolved after \d+(?:\.\d+)? (?:minutes|hours)$/);

    await page.getByRole('region', { name: 'Deployments', exact: true }).getByRole('button', { name: 'Events' }).press('Enter');
    await behind.getByText('The newest 20 deployments').waitFor();
    expect(await behind.getByRole('link').count()).toBe(19); // an address that would run something is text
    await behind.getByRole('button', { name: 'Older ones' }).press('Enter');
    await behind.getByText('The newest 40 deployments').waitFor();
    const ids = await behind.getByRole('rowheader').allTextContents();
    expect(new Set(ids).size).toBe(40);
    expect(ids.at(-1)).toBe('v1.39.0ci run-39');
    await page.context().close();
  });

  test('stand in a file with their words, events and history', async () => {
    const { page, go, asked, complaints } = await openPage(browser, file);
    await go('#/service/checkout/metrics');
    const row = page.getByRole('row').filter({ hasText: 'Share of production deployments that failed' }).first();
    expect(await row.textContent()).toMatch(/Change failure rate.*%\d+90 dayseventsci:run-\d+.*opsex\/1/);
    expect(await page.getByRole('img', { name: /Change failure rate over time/ }).count()).toBe(1);
    expect(await page.getByRole('heading', { name: 'Events behind it' }).count()).toBe(0);
    await page.evaluate(axe);
    expect(await violations(page)).toEqual([]);
    expect([asked, complaints]).toEqual([[], []]);
  });
});

async function choose(page: Page, label: string, option: string): Promise<void> {
  await page.getByRole('button', { name: new RegExp(`${label}$`) }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

function violations(page: Page): Promise<unknown> {
  return page.evaluate(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
    .then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(node => node.html.slice(0, 200) + ' ' + node.failureSummary)]))`);
}
