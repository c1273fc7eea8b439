import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { AssessmentJson } from '../../src/report/contract.ts';
import type { RunningServer } from '../../src/server/start.ts';
import { saveAssessment } from '../../src/store/history/assessments.ts';
import { openStore } from '../../src/store/open-store.ts';
import { createLogin } from '../../src/store/server/logins.ts';
import { createToken } from '../../src/store/server/tokens.ts';
import { opsex, repositoryOf } from '../repository.ts';
import { newFile, serving } from '../serving.ts';

export function dayFromNow(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** A service of the team payments that says little by files, and one thing in `opsex.yaml` that ends soon. */
export function assessed(): AssessmentJson {
  const root = repositoryOf({
    'server.js': 'console.log(1)\n',
    'opsex.yaml': `version: 1
workload: { name: shop, team: payments }
statements:
  - criterion: rb-failure-modes
    claim: The handbook names every way to fail
    evidence: https://wiki.example.org/failures
    by: Ada Lovelace
    on: ${dayFromNow(-20)}
    until: ${dayFromNow(9)}
`,
  });
  const { status, stdout, stderr } = opsex(['assess', root, '--json']);
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as AssessmentJson;
}

const people = { ann: 'contributor', bo: 'contributor', vic: 'viewer' } as const;
type Person = keyof typeof people;

/** A server where everybody logs in, on a store with one assessment. */
export interface Team {
  server: RunningServer;
  /** The checklist in a browser of that person. */
  open(person: Person, hash?: string, colorScheme?: 'light' | 'dark'): Promise<Page>;
  /** Somebody else logs in at the same browser. */
  relogin(page: Page, person: Person): Promise<void>;
  end(): Promise<void>;
  /** On the same port and store as before. */
  start(): Promise<void>;
}

export async function team(browser: Browser, json: AssessmentJson): Promise<Team> {
  const address = newFile();
  const store = await openStore(address);
  await saveAssessment(store, json);
  await createToken(store, { name: 'tests', role: 'admin', team: '*', createdBy: 'tests', now: new Date(), days: 1 });
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const secrets = new Map<string, string>();
  for (const [person, role] of Object.entries(people))
    secrets.set(person, await createLogin(store, { person, grants: [{ role, team: 'payments' }], expiresAt }, new Date()));
  await store.close();
  const wishes = { address, services: 0, environment: { OPSEX_ALWAYS_LOGIN: '1' } };
  const contexts: BrowserContext[] = [];
  const own: Team = {
    server: await serving(wishes),
    async open(person, hash = '?show=people', colorScheme = 'light') {
      const { url } = own.server;
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, colorScheme, reducedMotion: 'reduce' });
      contexts.push(context);
      const page = await context.newPage();
      await own.relogin(page, person);
      await page.goto(`${url}/#/service/shop/checklist${hash}`);
      await page.locator('.checks').first().waitFor();
      return page;
    },
    async relogin(page, person) {
      await page.context().addCookies([{ name: 'opsex', value: secrets.get(person) ?? '', url: own.server.url }]);
    },
    async end() {
      await Promise.all(contexts.splice(0).map(context => context.close()));
      await own.server.end();
    },
    async start() {
      own.server = await serving({ ...wishes, port: Number(new URL(own.server.url).port) });
    },
  };
  return own;
}
