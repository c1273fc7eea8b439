import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { storeYear } from '../bench/generate-assessments.ts';
import { openModel } from '../src/cli/model-source.ts';
import type { Grant } from '../src/model/access.ts';
import { type ServerSettings, serverSettings } from '../src/server/settings.ts';
import { type RunningServer, startServer } from '../src/server/start.ts';
import { openStore } from '../src/store/open-store.ts';
import { createToken } from '../src/store/server/tokens.ts';

/** Long enough for a secret, and nobody's. */
export const secret = 'a-secret-that-only-the-tests-know';

const secrets = {
  OPSEX_GITHUB_SECRET: secret,
  OPSEX_GITLAB_TOKEN: secret,
  OPSEX_PAGERDUTY_SECRET: secret,
  OPSEX_OPSGENIE_TOKEN: secret,
  OPSEX_CDEVENTS_TOKEN: secret,
};

interface Wishes {
  readonly address?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** How many services are stored, with four assessments each: `service-0000` of `team-0` and so on. */
  readonly services?: number;
  readonly settings?: Partial<ServerSettings>;
  readonly log?: (line: string) => void;
  /** Any free one when left out. */
  readonly port?: number;
}

/** A server on a free port of this machine, in this process; what it answers is checked against its schemas. */
export async function serving({
  address = newFile(),
  environment = {},
  services = 3,
  settings = {},
  log,
  port = 0,
}: Wishes = {}): Promise<RunningServer> {
  if (services > 0) {
    const store = await openStore(address);
    await storeYear(store, services, 4);
    await store.close();
  }
  return startServer({
    host: '127.0.0.1',
    port,
    address,
    settings: { ...serverSettings({ ...secrets, OPSEX_REQUESTS_PER_MINUTE: '1000000', ...environment }), ...settings },
    model: await openModel(undefined),
    version: '0.1.0',
    ownerName: 'ann',
    logLevel: 'info',
    log: log ?? (() => {}),
    now: () => new Date(),
    checkAnswers: true,
    pages: join(import.meta.dirname, '..', process.env.OPSEX_BUILT_IN ?? 'dist', 'web'),
  });
}

/** A token in the store of a server that runs. */
export async function tokenFor({ service }: RunningServer, { role, team }: Grant): Promise<string> {
  const wish = { name: `${role} ${team}`, role, team, createdBy: 'tests', now: new Date(), days: 1 };
  return (await service.writing.run(database => createToken(database, wish))).text;
}

export function newFile(): string {
  return join(mkdtempSync(join(tmpdir(), 'opsex-server-')), 'opsex.duckdb');
}
