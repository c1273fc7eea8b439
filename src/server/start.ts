import { type Logger, pino } from 'pino';
import { UserError } from '../lib/user-error.ts';
import type { Model } from '../model/model.ts';
import { toModelText } from '../report/model-text.ts';
import { saltOf } from '../sources/events/pseudonyms.ts';
import type { Database } from '../store/database.ts';
import { openBeside } from '../store/open-beside.ts';
import { openStore } from '../store/open-store.ts';
import { noteSettings } from '../store/server/noted-settings.ts';
import { tokens } from '../store/server/tokens.ts';
import { Callers } from './access/caller.ts';
import { OidcLogin } from './access/oidc.ts';
import { buildApp } from './app.ts';
import { Lane, Lanes } from './lane.ts';
import type { Service } from './service.ts';
import { type ServerSettings, shownSettings } from './settings.ts';
import { Live } from './watch/live.ts';
import { Meters } from './watch/meters.ts';
import { Overview } from './watch/overview.ts';
import { PreparedAssessments } from './watch/prepared.ts';
import { Readiness } from './watch/readiness.ts';
import { type Tracing, untold } from './watch/tracing.ts';
import { Webhooks } from './webhooks/webhooks.ts';

export interface StartWishes {
  readonly host: string;
  readonly port: number;
  /** Of the store. */
  readonly address: string;
  readonly settings: ServerSettings;
  readonly model: Model;
  /** What fulfils criteria can look like. */
  readonly examples?: Parameters<typeof toModelText>[1];
  readonly version: string;
  readonly pages?: string;
  readonly ownerName: string;
  readonly logLevel: string;
  readonly log: (line: string) => void;
  readonly now: () => Date;
  readonly checkAnswers?: boolean;
}

export interface RunningServer {
  readonly url: string;
  readonly service: Service;
  readonly app: Awaited<ReturnType<typeof buildApp>>;
  /** Stops taking requests, finishes those under way, and tells what was acknowledged. */
  end(): Promise<void>;
}

const preparedBytes = 64 * 1024 * 1024;
const sweepEvery = 30_000;
const leftBehindAfter = 60_000;
/** How soon those who listen hear of assessments that another process has saved. */
const lookEvery = 3000;

/** Starts the server. Throws a `UserError` when it may not or cannot be started like this. */
export async function startServer(wishes: StartWishes): Promise<RunningServer> {
  const { host, port, address, now } = wishes;
  const store = await openStore(address);
  const { service, stop, end } = await assembled(store, wishes).catch(async error => {
    await store.close();
    throw error;
  });
  const logger = pino(
    { level: wishes.logLevel, base: { service: 'opsex', version: wishes.version }, formatters: { level: level => ({ level }) } },
    { write: wishes.log },
  );
  const app = await buildApp({
    service,
    logger,
    ...(wishes.pages ? { pages: wishes.pages } : {}),
    checkAnswers: wishes.checkAnswers ?? false,
  });
  await service.webhooks.projector.takeUp(now());
  await service.overview.look();
  const sweep = setInterval(
    () => void takeUpLeft(service, error => logger.error({ err: error }, 'looking for messages left behind failed')),
    sweepEvery,
  ).unref();
  const watch = setInterval(
    () => void lookForListeners(service, error => logger.error({ err: error }, 'looking for assessments failed')),
    lookEvery,
  ).unref();
  const close = async () => {
    clearInterval(sweep);
    clearInterval(watch);
    stop();
    service.live.end();
    await app.close();
    await end();
  };
  try {
    const url = await app.listen({ host, port });
    logger.info({ url, store: store.engine }, 'started');
    return { url, service, app, end: close };
  } catch (error) {
    await close();
    throw notListening(error as NodeJS.ErrnoException, host, port);
  }
}

/** A process that ended elsewhere, with the same PostgreSQL, may have left something behind. */
async function takeUpLeft({ webhooks, now }: Service, failed: (error: unknown) => void): Promise<void> {
  await webhooks.projector.takeUp(new Date(now().getTime() - leftBehindAfter)).catch(failed);
}

async function lookForListeners({ live, overview }: Service, failed: (error: unknown) => void): Promise<void> {
  if (live.isHeard()) await overview.look().catch(failed);
}

async function assembled(
  store: Database,
  wishes: StartWishes,
): Promise<{ readonly service: Service; readonly stop: () => void; readonly end: () => Promise<void> }> {
  const { host, address, settings, model, examples, version, now } = wishes;
  const needsLogin = settings.alwaysLogin || !isOwnMachine(host);
  if (needsLogin) await refuseWithoutLogin(store, settings, host, now());
  await noteSettings(store, wishes.ownerName, shownSettings(settings, needsLogin), now());
  const salt = await saltOf(store);
  const log = pino({ level: wishes.logLevel, base: { service: 'opsex', version } }, { write: wishes.log });
  const tracing = settings.tellsTraces ? await tracingOf(version, log) : untold;
  const lane = (name: string) =>
    new Lane(name, async () => {
      const beside = await openBeside(store, address);
      return { ...beside, database: tracing.database(beside.database) };
    });
  const reading = new Lanes([lane('reading 1'), lane('reading 2')]);
  const [writing, measuring, projecting] = [lane('writing'), lane('measuring'), lane('projecting')] as const;
  const accepting = new Lane('accepting', () => openBeside(store, address)); // commits for many: each of them tells how long it waited
  const meters = new Meters();
  const live = new Live(now);
  const webhooks = new Webhooks({
    settings,
    salt,
    accepting,
    projecting,
    meters,
    tracing,
    failed: (error, what) => log.error({ err: error }, `${what} failed; it is tried again`),
    now,
  });
  const ask: Overview['ask'] = work => reading.run(work);
  const redirectUri = settings.publicUrl ? new URL('/login/callback', settings.publicUrl).href : '';
  let isReady = true;
  const service: Service = {
    version,
    settings,
    model,
    modelText: toModelText(model, examples),
    reading,
    writing,
    measuring,
    webhooks,
    overview: new Overview(ask, version, () => live.tell('assessments'), now),
    prepared: new PreparedAssessments(preparedBytes),
    callers: new Callers(ask, settings.publicUrl?.protocol === 'https:' ? '__Host-opsex' : 'opsex', now),
    oidc: settings.oidc ? new OidcLogin(settings.oidc, redirectUri) : undefined,
    live,
    meters,
    tracing,
    readiness: new Readiness(() => ask(database => database.query('select 1 as one')), now),
    needsLogin,
    ownerName: wishes.ownerName,
    now,
    ready: () => isReady,
  };
  const end = async () => {
    await webhooks.end();
    await Promise.all([reading.close(), ...[writing, measuring, accepting, projecting].map(each => each.close())]);
    await store.close();
    await tracing.end();
  };
  const stop = () => {
    isReady = false;
  };
  return { service, stop, end };
}

/** Loaded only when traces are told. */
async function tracingOf(version: string, log: Logger): Promise<Tracing> {
  const { OpenTelemetry } = await import('./watch/open-telemetry.ts');
  return new OpenTelemetry({ version, log: (level, message) => log[level](message) });
}

export function isOwnMachine(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host);
}

async function refuseWithoutLogin(store: Database, settings: ServerSettings, host: string, now: Date): Promise<void> {
  if (settings.oidc) return;
  const holding = (await tokens(store)).filter(each => each.revokedAt === null && each.expiresAt > now.toISOString());
  if (holding.length > 0) return;
  throw new UserError(
    isOwnMachine(host) ? 'OPSEX_ALWAYS_LOGIN is set, but nobody could log in' : `others can reach ${host}, and nobody has to log in`,
    'Make a token first (opsex token create NAME --role admin), or set OPSEX_OIDC_ISSUER; --host 127.0.0.1 needs no login',
  );
}

function notListening({ code, message }: NodeJS.ErrnoException, host: string, port: number): Error {
  if (code === 'EADDRINUSE') return new UserError(`port ${port} is taken`, 'Name another one with --port, or 0 for any that is free');
  if (code === 'EACCES') return new UserError(`port ${port} may not be used`, 'Name one above 1023 with --port');
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new UserError(`this machine has no address ${host} (${message})`, 'Name one with --host');
  return new Error(message);
}
