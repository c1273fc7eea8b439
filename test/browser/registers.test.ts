import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AssessmentJson } from '../../src/report/contract.ts';
import { hostileText, keptService } from '../kept-service.ts';
import { assessJson, repositoryOf } from '../repository.ts';
import { violations } from './axe.ts';
import { findChromium, launch } from './chromium.ts';
import { openPage } from './open-page.ts';
import { reportOf } from './reports.ts';

const chromium = findChromium();
const registers = '#/service/kept-shop/registers';

describe.skipIf(!chromium)('the registers of a service', () => {
  let browser: Browser;
  let kept: AssessmentJson;
  let file: string;
  beforeAll(async () => {
    browser = await launch(chromium ?? '');
    kept = assessJson(keptService());
    const bare = assessJson(
      repositoryOf({ 'README.md': '# Bare\n', 'opsex.yaml': 'version: 1\nworkload: { name: bare, tags: [internal] }\n' }),
    );
    file = reportOf([kept, bare, long(kept)]);
  }, 180_000);
  afterAll(() => browser?.close());

  test.each(['light', 'dark'] as const)('breaks no rule of WCAG 2.2 AA in %s, nor does the table in place of the chart', async theme => {
    const { page, go, asked, complaints } = await openPage(browser, file, theme);
    for (const hash of [
      registers,
      '#/service/bare/registers',
      '#/service/long/registers',
      '#/service/kept-shop/criterion/ci-tests-on-pr',
    ]) {
      await go(hash);
      expect([hash, await violations(page)]).toEqual([hash, []]);
    }
    await go(registers);
    await page.getByRole('radio', { name: 'Table' }).click();
    expect(await violations(page)).toEqual([]);
    expect([asked, complaints]).toEqual([[], []]);
  });

  test('names what is overdue by word, what is missing, and leads to its line at the commit', async () => {
    const { page, go } = await openPage(browser, file);
    await go(registers);
    const rows = (name: string) => page.getByRole('table', { name, exact: true }).getByRole('row');
    const debt = rows('Entries of the register');
    expect(await debt.nth(1).textContent()).toMatch(/OD-1 Restart of the importer by hand.*overdue31 Mar 20263medium/);
    expect(await debt.nth(1).locator('a').getAttribute('href')).toBe(
      `https://github.com/acme/kept-shop/blob/${kept.workload.sources[0]?.commit}/ops-debt-register.yml?plain=1#L${kept.registers?.debt?.entries[0]?.line}`,
    );
    expect(await rows('Actions of postmortems').nth(1).textContent()).toMatch(/Alert on the pool.*overdue.*@ola/);
    expect(await rows('Runbooks').nth(1).textContent()).toMatch(/Payments.*look again.*1 link.*gone\.md/);
    expect(await rows('Paging alerts and their runbooks').nth(1).textContent()).toMatch(/QueueStuck.*no link/);
    await page.getByRole('heading', { name: '1 postmortem without an action' }).waitFor();
  });

  test('sorts by the keyboard alone, and tells how', async () => {
    const { page, go } = await openPage(browser, file);
    await go(registers);
    const table = page.getByRole('table', { name: 'Entries of the register' });
    const ids = () => table.locator('.row-id').allTextContents();
    const header = table.getByRole('columnheader', { name: 'Hours a week' });
    expect([await ids(), await header.getAttribute('aria-sort')]).toEqual([['OD-1', 'OD-3', 'OD-2'], 'none']);
    await tabTo(page, 'Hours a week');
    await page.keyboard.press('Enter');
    expect([await ids(), await header.getAttribute('aria-sort')]).toEqual([['OD-2', 'OD-1', 'OD-3'], 'ascending']);
    await page.keyboard.press('Space');
    expect([await ids(), await header.getAttribute('aria-sort')]).toEqual([['OD-3', 'OD-1', 'OD-2'], 'descending']);
    await page.keyboard.press('Enter');
    expect(await ids()).toEqual(['OD-1', 'OD-3', 'OD-2']);
  });

  test('shows the first rows of a long register, all of them when asked and on paper', async () => {
    const { page, go } = await openPage(browser, file);
    await go('#/service/long/registers');
    const rows = page.getByRole('table', { name: 'Entries of the register' }).locator('tbody tr');
    expect(await rows.count()).toBe(20);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await rows.count()).toBe(60);
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    await page.getByRole('button', { name: 'Show 40 more' }).click();
    expect(await rows.count()).toBe(60);
    await page.getByText('7 more are not listed here.').waitFor();
    expect((await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g)?.length).toBeGreaterThan(3);
  });

  test('names the command to begin with where there is nothing', async () => {
    const { page, go } = await openPage(browser, file);
    await go('#/service/bare/registers');
    for (const command of ['opsex debt add', 'opsex scaffold debt-register', 'opsex postmortem new', 'opsex scaffold runbooks'])
      expect(await page.locator('code').filter({ hasText: command }).count()).toBe(1);
  });

  test('keeps names that are meant to harm as text, and fits a small screen', async () => {
    const { page, go, complaints } = await openPage(browser, file);
    await page.setViewportSize({ width: 360, height: 740 });
    await go(registers);
    expect(await page.getByText(hostileText.replace('\u202e', '\ufffd')).count()).toBeGreaterThan(1);
    expect(await page.evaluate("window.harmed ?? document.querySelectorAll('main img, main script').length")).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    await go('#/service/kept-shop/criterion/ci-tests-on-pr');
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
    expect(complaints).toEqual([]);
  });

  test('services are filtered by the tags of their opsex.yaml', async () => {
    const { page } = await openPage(browser, file);
    await page.getByRole('button', { name: /Tag/ }).click();
    expect(await page.getByRole('option').allTextContents()).toEqual(['all', 'eu-west', 'internal', 'pci']);
    await page.getByRole('option', { name: 'internal' }).click();
    await page.getByRole('status').filter({ hasText: '1 of 3' }).waitFor();
    expect(await page.getByRole('rowheader').allTextContents()).toEqual([expect.stringContaining('bare')]);
  });

  test('a criterion shows what was found beside what fulfils it, for the tools of the reader', async () => {
    const { page, go } = await openPage(browser, file);
    await go('#/service/kept-shop/criterion/ci-tests-on-pr');
    const part = page.getByRole('region', { name: 'Before and after' });
    expect(await part.locator('.before-part').textContent()).toMatch(/Nothing was found|:\d/);
    expect(await part.locator('figcaption').textContent()).toBe('.github/workflows/tests.yml');
    await part.getByText('opsex scaffold ci-tests-on-pr').waitFor();
    await part.getByRole('button', { name: /Made for/ }).click();
    await page.getByRole('option', { name: 'GitLab' }).click();
    expect(await part.locator('figcaption').textContent()).toBe('.gitlab/ci/tests.yml');
    await go('#/service/kept-shop/criterion/alert-availability');
    expect(await part.locator('pre').textContent()).toMatch(/^- alert: ServiceDown\n {2}#/);
  });
});

/** A register with more entries than are shown at first, and more than are told. */
function long(json: AssessmentJson): AssessmentJson {
  const { debt } = json.registers ?? {};
  if (!debt) throw new Error('there is no register');
  const entries = Array.from({ length: 20 }, () => debt.entries).flat();
  return {
    ...json,
    workload: { ...json.workload, name: 'long', tags: [] },
    registers: { ...json.registers, debt: { ...debt, entries, leftOut: 7 } },
  };
}

async function tabTo(page: Page, text: string): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if ((await page.evaluate('document.activeElement.textContent')) === text) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way to ${text} by keyboard`);
}
