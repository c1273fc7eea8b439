import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AssessmentJson } from '../../src/report/contract.ts';
import { saveAssessment } from '../../src/store/history/assessments.ts';
import { violations } from './axe.ts';
import { assessed, dayFromNow, type Team, team } from './checklist-server.ts';
import { findChromium, launch } from './chromium.ts';
import { openPage } from './open-page.ts';
import { reportOf } from './reports.ts';

const chromium = findChromium();
const criterion = 'pm-blameless';
const question = 'Are postmortems held without blame?';

describe.skipIf(!chromium)('the checklist', { timeout: 60_000 }, () => {
  let browser: Browser;
  let json: AssessmentJson;
  let here: Team;

  beforeAll(async () => {
    browser = await launch(chromium ?? '');
    json = assessed();
  }, 120_000);
  afterAll(() => browser?.close());
  beforeEach(async () => {
    here = await team(browser, json);
  });
  afterEach(() => here.end());

  test('the keyboard alone states something', async () => {
    const page = await here.open('ann');
    await tabTo(page, `document.activeElement.getAttribute('aria-label') === 'State: ${question}'`);
    await page.keyboard.press('Enter');
    await page.waitForFunction("document.activeElement.type === 'radio'");
    await page.keyboard.press('Space');
    await tabTo(page, "document.activeElement.name === 'claim'");
    await page.keyboard.type('Reviews name no culprits');
    await tabTo(page, "document.activeElement.name === 'evidence'");
    await page.keyboard.type('https://wiki.example.org/review');
    await tabTo(page, "document.activeElement.name === 'comment'");
    await page.keyboard.type('Bo looks after it');
    await tabTo(page, "document.activeElement.type === 'submit'");
    await page.keyboard.press('Enter');
    const saying = line(page).locator('.saying');
    await saying.getByText('Reviews name no culprits').waitFor();
    for (const text of ['ann', 'counts from the next opsex assess --save', 'Bo looks after it']) await saying.getByText(text).waitFor();
    expect(await saying.getByRole('link').getAttribute('href')).toBe('https://wiki.example.org/review');
    await page.waitForFunction(`document.activeElement.getAttribute('aria-label') === 'Change: ${question}'`);
    expect(await page.getByText(/draft.* not sent yet/).count()).toBe(0);
  });

  test('what the server does not take is said at the field', async () => {
    const page = await here.open('ann');
    await fill(page, { claim: 'No culprits\u200b are named' });
    await send(page);
    await line(page).locator('.field-error').getByText('Holds characters that cannot be seen').waitFor();
    await fill(page, { claim: 'No culprits are named' }, false);
    await send(page);
    await line(page).locator('.saying').waitFor();
  });

  test('of two who state the same, nobody is overruled unseen', async () => {
    const [ann, bo] = [await here.open('ann'), await deaf(await here.open('bo'))];
    await fill(ann, { claim: 'Ann says it first' });
    await fill(bo, { claim: 'Bo says it second' });
    await send(ann);
    await line(ann).locator('.saying').waitFor();
    await send(bo);
    const conflict = line(bo).getByRole('alert', { name: 'Two versions' });
    for (const text of ['Ann says it first', 'Bo says it second', /ann, \d+/]) await conflict.getByText(text).first().waitFor();
    expect(await violations(bo)).toEqual([]);
    await conflict.getByRole('button', { name: 'Send mine on top' }).click();
    await line(ann).locator('.saying').getByText('Bo says it second').waitFor();
    await line(bo).locator('.state-form').waitFor({ state: 'detached' });
  });

  test('who hears of a change while writing may keep it', async () => {
    const [ann, bo] = [await here.open('ann'), await here.open('bo')];
    await fill(bo, { claim: 'Bo has begun to write' });
    await fill(ann, { claim: 'Ann says it first' });
    await send(ann);
    const conflict = line(bo).getByRole('alert', { name: 'Two versions' });
    await conflict.getByText('Bo has begun to write').waitFor();
    await conflict.getByRole('button', { name: 'Keep theirs' }).click();
    await line(bo).locator('.saying').getByText('Ann says it first').waitFor();
    await bo.reload();
    await line(bo).locator('.saying').getByText('Ann says it first').waitFor();
    expect(await line(bo).locator('.state-form').count()).toBe(0);
  });

  test('a draft outlives a reload, for its author alone', async () => {
    const page = await here.open('ann');
    await fill(page, { claim: 'Half a thought' });
    await page.reload();
    await page.getByText('1 draft not sent yet').waitFor();
    expect(await line(page).locator('input[name=claim]').inputValue()).toBe('Half a thought');
    expect(await line(page).getByRole('radio', { name: 'Yes, it is met' }).isChecked()).toBe(true);
    await here.relogin(page, 'bo');
    await page.reload();
    await page.getByRole('button', { name: `State: ${question}` }).waitFor();
    expect(await page.getByText('not sent yet').count()).toBe(0);
    await here.relogin(page, 'ann');
    await page.reload();
    await page.getByRole('radio', { name: /^All/ }).click();
    await line(page).getByRole('button', { name: 'Discard' }).click();
    await page.reload();
    await page.getByRole('button', { name: `State: ${question}` }).waitFor();
  });

  test('what cannot be sent is kept, and sent once the server is back', async () => {
    const page = await here.open('ann');
    await fill(page, { claim: 'Said in the dark' });
    await here.server.end();
    await page.getByText('Reconnecting …').waitFor();
    await send(page);
    await line(page).getByText('The server cannot be reached.').waitFor();
    await page.getByText('Reconnecting … · 1 statement to send').waitFor();
    expect(await page.evaluate('JSON.stringify(localStorage)')).toContain('Said in the dark');
    await here.start();
    await line(page).locator('.saying').getByText('Said in the dark').waitFor({ timeout: 20_000 });
    await page.getByText('Live', { exact: true }).waitFor({ timeout: 20_000 });
    expect(await page.evaluate('JSON.stringify(localStorage)')).not.toContain('Said in the dark');
  });

  test('a viewer sees what is stated and changes nothing', async () => {
    const [ann, vic] = [await here.open('ann'), await here.open('vic')];
    await fill(ann, { claim: 'Ann says it first' });
    await send(ann);
    await line(vic).locator('.saying').getByText('Ann says it first').waitFor();
    await vic.getByText('It ends in 9 days').waitFor();
    expect(await vic.getByRole('button', { name: /^(?:State|Change)/ }).count()).toBe(0);
  });

  test('a new assessment appears around somebody who writes', async () => {
    const page = await here.open('ann');
    await fill(page, { claim: 'Half a thought' });
    await line(page).locator('input[name=claim]').focus();
    const criteria = json.criteria.map(each =>
      each.id === criterion ? { ...each, verdict: 'met' as const, reason: 'seen at the second look' } : each,
    );
    const second = { ...json, asOf: new Date(Date.now() + 1000).toISOString(), criteria };
    await here.server.service.writing.run(database => saveAssessment(database, second));
    await line(page).getByText('seen at the second look').waitFor({ timeout: 20_000 });
    expect(await page.evaluate('[document.activeElement.name, document.activeElement.value]')).toEqual(['claim', 'Half a thought']);
    await page.keyboard.type('!');
    expect(await line(page).locator('input[name=claim]').inputValue()).toBe('Half a thought!');
  });

  test.each(['light', 'dark'] as const)('breaks no rule of WCAG 2.2 AA in %s', async colorScheme => {
    const page = await here.open('ann', '', colorScheme);
    expect(await violations(page)).toEqual([]);
    await fill(page, { claim: 'x' });
    await send(page);
    await line(page).locator('.field-error').first().waitFor();
    expect(await violations(page)).toEqual([]);
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });

  test('a file says what to run instead', async () => {
    const { page, go, complaints } = await openPage(browser, reportOf([json]));
    await go('#/service/shop/checklist?show=people');
    await page.getByText('The handbook names every way to fail').waitFor();
    await page.getByText('It ends in 9 days').waitFor();
    expect(await page.getByRole('status').filter({ hasText: 'Live' }).count()).toBe(0);
    await line(page).getByRole('button', { name: 'State it' }).click();
    await line(page).getByText(`opsex attest ${criterion}`, { exact: true }).waitFor();
    await line(page)
      .getByText(`until: ${dayFromNow(365)}`)
      .waitFor();
    await line(page)
      .getByRole('button', { name: /Copy the command/ })
      .click();
    await line(page)
      .getByText(/^(?:copied|the browser does not allow it)/)
      .waitFor();
    expect(await violations(page)).toEqual([]);
    expect(await page.locator('form').count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});

function line(page: Page): Locator {
  return page.locator(`#check-${criterion}`);
}

/** Opens the form, unless it is open, and fills it in. */
async function fill(page: Page, { claim }: { readonly claim: string }, isClosed = true): Promise<void> {
  if (isClosed) {
    await page.getByRole('button', { name: `State: ${question}` }).click();
    await line(page).getByText('Yes, it is met').click();
    await line(page).locator('input[name=evidence]').fill('https://wiki.example.org/review');
  }
  await line(page).locator('input[name=claim]').fill(claim);
}

async function send(page: Page): Promise<void> {
  await line(page)
    .getByRole('button', { name: /^Send as/ })
    .click();
}

/** A page that hears of nothing: the server alone notices that somebody was faster. */
async function deaf(page: Page): Promise<Page> {
  await page.route('**/api/live', route => route.abort());
  await page.reload();
  await page.locator('.checks').first().waitFor();
  return page;
}

async function tabTo(page: Page, condition: string): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await page.evaluate(condition)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way by keyboard to where ${condition}`);
}
