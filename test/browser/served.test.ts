import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toPortfolio } from '../../src/report/portfolio.ts';
import { assessJson, repositoryOf } from '../repository.ts';
import { findChromium, launch } from './chromium.ts';

const chromium = findChromium();
const types: Readonly<Record<string, string>> = { html: 'text/html', js: 'text/javascript', css: 'text/css' };

/** The built interface with data from an API, under the policy that a server would set. */
describe.skipIf(!chromium)('the interface in front of an API', () => {
  let browser: Browser;
  let server: Server;
  let address: string;

  beforeAll(async () => {
    const answers = api();
    server = createServer((request, response) => {
      const path = (request.url ?? '/').slice(1) || 'index.html';
      const answer = answers.get(path);
      response.setHeader(
        'content-security-policy',
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:",
      );
      if (path === 'api/live') response.writeHead(200, { 'content-type': 'text/event-stream' }).write('retry: 60000\n\n');
      else if (path.startsWith('api/'))
        response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(answer);
      else response.setHeader('content-type', types[path.split('.').at(-1) ?? ''] ?? '').end(asset(path));
    }).listen(0, '127.0.0.1');
    await new Promise(resolve => server.once('listening', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    browser = await launch(chromium ?? '');
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  test('asks for what it shows, and only then', async () => {
    const page = await browser.newPage();
    const [asked, complaints]: [string[], string[]] = [[], []];
    page.on('request', request => asked.push(request.url().replace(address, '')));
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${address}#/model`);
    await page.locator('h1').filter({ hasText: 'Model' }).waitFor();
    expect(asked.filter(path => path.startsWith('api/')).sort()).toEqual(['api/live', 'api/model', 'api/portfolio']);
    await page.goto(`${address}#/`);
    await page.locator('.headline').waitFor();
    expect(asked).toContain('api/assessments/newest');
    expect(complaints).toEqual([]);
    await page.close();
  });

  test('says what the server refused', async () => {
    const page = await browser.newPage();
    await page.route('**/api/portfolio', route => route.fulfill({ status: 503, body: '{}' }));
    await page.goto(address);
    await page.getByRole('alert').filter({ hasText: 'The server answered 503' }).waitFor();
    await page.close();
  });
});

function api(): ReadonlyMap<string, string> {
  const json = assessJson(repositoryOf({ 'server.js': 'console.log(1)' }));
  return new Map([
    ['api/portfolio', JSON.stringify(toPortfolio([{ key: 'newest', json }], '0'))],
    ['api/assessments/newest', JSON.stringify(json)],
    ['api/model', 'null'],
  ]);
}

function asset(path: string): Buffer | undefined {
  return Object.keys(types).some(type => path === `app.${type}` || path === `index.${type}`)
    ? readFileSync(join(import.meta.dirname, '../../dist/web', path))
    : undefined;
}
