import type { Browser, CDPSession, Page } from 'playwright-core';

/** Wall time and, beside it, processor time of the page: that one says the same when the machine is busy with other things. */
export interface Timed {
  readonly wall: number;
  readonly work: number;
}

export interface Timing {
  readonly drawn: Timed;
  readonly interactive: Timed;
  readonly filtered: Timed;
  readonly sorted: Timed;
  readonly opened: Timed;
  readonly scrolled: Timed;
  /** Milliseconds between two frames at most, while the map scrolls from its first to its last row. */
  readonly longestFrame: number;
}

/** Seconds of one visit; the first two from the start of the navigation, the others from the press. */
export async function timeInterface(browser: Browser, address: string, services: number): Promise<Timing> {
  const context = await browser.newContext({ viewport: { width: 1360, height: 900 }, offline: address.startsWith('file:') });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const start = performance.now();
  const sinceStart = async () => ({ wall: (performance.now() - start) / 1000, work: await workOf(session) });
  const all = `${services.toLocaleString('en-GB')} services`;
  const find = (text: string) => page.getByRole('searchbox').fill(text);

  await page.goto(address, { waitUntil: 'commit' });
  await page.locator('[role=rowheader]').first().waitFor();
  const drawn = await sinceStart();
  await find('service-0500');
  const interactive = await sinceStart();
  const filtered = await timeOf(session, () => page.getByText(`1 of ${all}`).waitFor());
  await find('');
  await page.getByText(all, { exact: true }).and(page.getByRole('status')).waitFor();
  let longestFrame = 0;
  const scrolled = await timeOf(session, async () => {
    longestFrame = await scrollThrough(page);
  });
  const sorted = await timeOf(session, async () => {
    await page.getByRole('columnheader', { name: 'Service' }).click();
    await page.locator('[role=rowheader]').filter({ hasText: 'service-0000' }).waitFor();
  });
  const opened = await timeOf(session, async () => {
    await page.locator('[role=rowheader] a').first().click();
    await page.locator('.headline').waitFor();
  });
  await context.close();
  return { drawn, interactive, filtered, sorted, opened, scrolled, longestFrame };
}

async function timeOf(session: CDPSession, act: () => Promise<void>): Promise<Timed> {
  const [start, before] = [performance.now(), await workOf(session)];
  await act();
  const wall = (performance.now() - start) / 1000;
  return { wall, work: (await workOf(session)) - before };
}

async function workOf(session: CDPSession): Promise<number> {
  const { metrics } = await session.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0;
}

/** All rows in 120 steps. */
function scrollThrough(page: Page): Promise<number> {
  return page.evaluate(`new Promise(done => {
    const map = document.querySelector('.heat-map');
    let [last, longest, step] = [performance.now(), 0, 0];
    function frame(now) {
      longest = Math.max(longest, now - last);
      last = now;
      map.scrollTop = (map.scrollHeight * step++) / 120;
      if (step <= 120) requestAnimationFrame(frame);
      else done(longest);
    }
    requestAnimationFrame(now => { last = now; requestAnimationFrame(frame); });
  })`);
}
