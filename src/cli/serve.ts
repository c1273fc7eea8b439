import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import { openModel } from './model-source.ts';
import { shownAddress } from './outcomes.ts';
import { ownName } from './own-name.ts';
import { packageVersion } from './package-root.ts';
import { scaffoldExamples } from './scaffold-files.ts';
import { databaseOption, storeAddress } from './store-address.ts';

interface Options {
  readonly host: string;
  readonly port: string;
  readonly open: boolean;
  readonly database?: string;
  readonly model?: string;
}

/** How long requests that are under way may take once the server is told to end. */
const patience = 25_000;

export function addServe(program: Command): void {
  program
    .command('serve')
    .summary('show stored assessments in the browser, offer them by an HTTP API, and take webhooks')
    .option('--host <address>', 'where to listen; any other than 127.0.0.1 needs tokens or an identity provider', '127.0.0.1')
    .option('--port <port>', 'the port; 0 for any that is free', '8790')
    .option('--no-open', 'do not open a browser')
    .addOption(databaseOption())
    .option('--model <path>', 'the model in this folder or file instead of WAF++ Operational Excellence')
    .addHelpText('after', '\nSecrets and logins are set in the environment: docs/guides/server.md lists the variables.')
    .action(serve);
}

async function serve({ host, port, open, database, model }: Options): Promise<void> {
  const number = Number(port);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new UserError(`--port ${plainText(port)} is no port`, 'Name one from 1 to 65535, or 0 for any that is free');
  const { serverSettings, senderNames } = await import('../server/settings.ts');
  const settings = serverSettings(process.env);
  const address = storeAddress(database);
  const { startServer } = await import('../server/start.ts');
  const pages = fileURLToPath(new URL('./web', import.meta.url));
  const server = await startServer({
    host,
    port: number,
    address,
    settings,
    model: await openModel(model),
    examples: await scaffoldExamples(),
    version: packageVersion(),
    ...(existsSync(pages) ? { pages } : {}),
    ownerName: ownName(),
    logLevel: logLevel(),
    log: line => void process.stdout.write(line),
    now: () => new Date(),
  });
  const senders = senderNames.filter(sender => (settings.secrets[sender] ?? []).length > 0);
  say('opsex is at', server.url);
  say('store', shownAddress(address));
  say(
    'login',
    server.service.needsLogin ? (settings.oidc ? settings.oidc.issuer.href : 'by token') : 'none: only this machine can reach it',
  );
  say('webhooks', senders.length > 0 ? senders.join(', ') : 'none is set up: docs/guides/server.md');
  if (process.stderr.isTTY) say('end it', 'with Ctrl+C');
  if (open && process.stdout.isTTY) openBrowser(server.url);
  await ended(server.end);
}

function say(what: string, is: string): void {
  process.stderr.write(`${`${what}:`.padEnd(13)}${plainText(is)}\n`);
}

/** Until somebody ends the process. A second signal, or too long a wait, ends it at once. */
function ended(end: () => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    let ending = false;
    const stop = () => {
      if (ending) process.exit(1);
      ending = true;
      setTimeout(() => process.exit(1), patience).unref();
      end().then(resolve, reject).finally(leave);
    };
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop);
  });
}

/** What is still waited for, like the answer of a collector of traces, keeps the process no longer. */
function leave(): void {
  setTimeout(() => process.exit(), 500).unref();
}

/** On a terminal only what goes wrong is shown; elsewhere each request has its line. */
function logLevel(): string {
  const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];
  const said = process.env.OPSEX_LOG_LEVEL;
  if (!said) return process.stdout.isTTY ? 'warn' : 'info';
  if (levels.includes(said)) return said;
  throw new UserError(`OPSEX_LOG_LEVEL is none: ${plainText(said)}`, `Set it to one of ${levels.join(', ')}`);
}

function openBrowser(url: string): void {
  const [command, ...args] =
    process.platform === 'darwin' ? ['open'] : process.platform === 'win32' ? ['cmd', '/c', 'start', ''] : ['xdg-open'];
  const child = spawn(command ?? '', [...args, url], { stdio: 'ignore', detached: true });
  child.on('error', () => {}); // the address stands on the screen
  child.unref();
}
