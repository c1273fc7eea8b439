import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AssessmentJson } from '../../src/report/contract.ts';
import { assessJson, repositoryOf } from '../repository.ts';
import { findChromium, launch } from './chromium.ts';
import { openPage } from './open-page.ts';
import { reportOf } from './reports.ts';

const chromium = findChromium();
const services = 60;

/** More services than fit on a screen: what is not drawn must be told and reached all the same. */
describe.skipIf(!chromium)('the heat map of many services', () => {
  let browser: Browser;
  let file: string;
  beforeAll(async () => {
    browser = await launch(chromium ?? '');
    file = reportOf(manyServices());
  }, 120_000);
  afterAll(() => browser?.close());

  test('says how many rows there are, draws those in view, and which they are', async () => {
    const { page } = await openPage(browser, file);
    const grid = page.getByRole('grid', { name: 'Levels of services by control' });
    expect(await grid.getAttribute('aria-rowcount')).toBe(String(services + 1));
    expect(await page.getByRole('columnheader').count()).toBe(13);
    expect(await indexes(page)).toEqual(Array.from({ length: 22 }, (_, at) => at + 2));
    await page.evaluate("document.querySelector('.heat-map').scrollTop = 1e6");
    await page.getByRole('rowheader', { name: 'service-59' }).waitFor();
    expect((await indexes(page)).at(-1)).toBe(services + 1);
    expect(await page.getByRole('rowheader', { name: 'service-00' }).count()).toBe(0);
  });

  test('is walked through by keys', async () => {
    const { page } = await openPage(browser, file);
    await page.getByRole('columnheader', { name: 'Service' }).click();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).toMatchObject({ row: 2, text: 'service-00' });
    for (const [key, row, text] of [
      ['ArrowDown', 3, 'service-01'],
      ['ArrowRight', 3, 'level'],
      ['PageDown', 16, 'level'],
      ['Control+End', 61, 'level'],
      ['Home', 61, 'service-59'],
      ['ArrowLeft', 61, 'service-59'],
      ['ArrowUp', 60, 'service-58'],
      ['Control+Home', 2, 'service-00'],
    ] as const) {
      await page.keyboard.press(key);
      await expect.poll(() => focused(page), { message: key }).toMatchObject({ row, text: expect.stringContaining(text), inView: true });
    }
  });

  test('keeps the focus while its row is scrolled away', async () => {
    const { page } = await openPage(browser, file);
    await page.getByRole('rowheader', { name: 'service-03' }).getByRole('link').focus();
    await page.evaluate("document.querySelector('.heat-map').scrollTop = 1e6");
    await page.getByRole('rowheader', { name: 'service-59' }).waitFor();
    expect(await focused(page)).toMatchObject({ text: 'service-03', inView: false });
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => focused(page)).toMatchObject({ text: 'service-04', inView: true });
  });

  test('is left by one Tab, and entered again where it was left', async () => {
    const { page } = await openPage(browser, file);
    await page.getByRole('rowheader', { name: 'service-03' }).getByRole('link').focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate("document.activeElement.closest('.heat-map') === null")).toBe(true);
    await page.keyboard.press('Shift+Tab');
    await expect.poll(() => focused(page)).toMatchObject({ text: 'service-03' });
  });

  test('tells its order, and starts anew at its top', async () => {
    const { page } = await openPage(browser, file);
    await page.evaluate("document.querySelector('.heat-map').scrollTop = 1e6");
    const heading = page.getByRole('columnheader', { name: 'Service' });
    await heading.focus();
    await page.keyboard.press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('ascending');
    await page.keyboard.press('Enter');
    expect(await heading.getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('rowheader', { name: 'service-59' }).waitFor();
    expect((await indexes(page))[0]).toBe(2);
    await page.locator('[data-live-announcer]', { hasText: 'sorted by column Service in descending order' }).waitFor({ state: 'attached' });
  });
});

function manyServices(): readonly AssessmentJson[] {
  const json = assessJson(repositoryOf({ 'server.js': 'console.log(1)' }));
  return Array.from({ length: services }, (_, index) => ({
    ...json,
    workload: { ...json.workload, name: `service-${String(index).padStart(2, '0')}`, sources: [] },
  }));
}

function indexes(page: Page): Promise<readonly number[]> {
  return page.evaluate("[...document.querySelectorAll('.map-row')].map(row => Number(row.getAttribute('aria-rowindex')))");
}

function focused(page: Page): Promise<unknown> {
  return page.evaluate(`(() => {
    const element = document.activeElement;
    const [map, own] = [document.querySelector('.heat-map').getBoundingClientRect(), element.getBoundingClientRect()];
    return {
      row: Number(element.closest('[role=row]').getAttribute('aria-rowindex')),
      text: element.textContent,
      inView: own.top >= map.top - 2 && own.bottom <= map.bottom + 2,
    };
  })()`);
}
