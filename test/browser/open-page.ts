import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';

export interface OpenPage {
  readonly page: Page;
  /** What the page asked the network for, and what it complained of. */
  readonly asked: readonly string[];
  readonly complaints: readonly string[];
  go(hash: string): Promise<void>;
}

/** A report from disk, in a browser without network. */
export async function openPage(
  browser: Browser,
  file: string,
  colorScheme: 'light' | 'dark' = 'light',
  deviceScaleFactor = 1,
): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    deviceScaleFactor,
    colorScheme,
    offline: true,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const [asked, complaints]: [string[], string[]] = [[], []];
  page.on('request', request => {
    if (!request.url().startsWith('file:') || request.resourceType() !== 'document') asked.push(request.url());
  });
  page.on('console', message => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', error => complaints.push(error.message));
  const address = pathToFileURL(file).href;
  await page.goto(address);
  await page.waitForSelector('main h1');
  return { page, asked, complaints, go: hash => go(page, hash) };
}

async function go(page: Page, hash: string): Promise<void> {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}; new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn, 0)))`);
  await page.waitForSelector('.loading', { state: 'detached' });
  await page.waitForSelector('main h1');
}
