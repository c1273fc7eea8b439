import { type Command, Option } from 'commander';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import { allTeams, type Role, roles } from '../model/access.ts';
import { writeResult } from './output.ts';
import { ownName } from './own-name.ts';
import { databaseOption, storeAddress } from './store-address.ts';
import { withStore } from './stored.ts';

interface Options {
  readonly role: Role;
  readonly team: string;
  readonly days: string;
  readonly json?: boolean;
  readonly database?: string;
}

export function addToken(program: Command): void {
  const command = program.command('token').summary('make, list and revoke the tokens by which others may use opsex serve');
  command
    .command('create')
    .summary('make a token; it is shown once')
    .argument('<name>', 'what it is for')
    .addOption(new Option('--role <role>', 'what its holder may do').choices(roles).default('viewer'))
    .option('--team <team>', 'for the workloads of one team; all when left out', allTeams)
    .option('--days <days>', 'how long it holds', '90')
    .addOption(databaseOption())
    .action(create);
  command
    .command('list', { isDefault: true })
    .summary('all tokens, without their secrets')
    .option('--json', 'print JSON')
    .addOption(databaseOption())
    .action(list);
  command.command('revoke').summary('end a token').argument('<id>', 'as the list shows it').addOption(databaseOption()).action(revoke);
}

async function create(name: string, { role, team, days, database }: Options): Promise<void> {
  const count = Number(days);
  if (!Number.isInteger(count) || count < 1 || count > 366)
    throw new UserError(`--days ${plainText(days)} is no number of days`, 'Say 1 to 366: a token that never ends is forgotten and found');
  const { createToken } = await import('../store/server/tokens.ts');
  const wish = { name, role, team, days: count, createdBy: ownName(), now: new Date() };
  const { token, text } = await withStore(storeAddress(database), store => createToken(store, wish));
  process.stderr.write(`${plainText(name)}: ${role} ${teamInWords(team)} until ${token.expiresAt.slice(0, 10)}. It is shown this once:\n`);
  writeResult(`${text}\n`, undefined);
}

async function list({ json, database }: Options): Promise<void> {
  const { tokens } = await import('../store/server/tokens.ts');
  const all = await withStore(storeAddress(database), tokens);
  if (json) return writeResult(`${JSON.stringify(all, undefined, 2)}\n`, undefined);
  if (all.length === 0) return writeResult('no tokens: opsex token create NAME makes one\n', undefined);
  const today = new Date().toISOString();
  const rows = all.map(({ id, name, role, team, createdBy, expiresAt, revokedAt }) => {
    const state = revokedAt ? `revoked ${revokedAt.slice(0, 10)}` : `${expiresAt > today ? 'until' : 'ended'} ${expiresAt.slice(0, 10)}`;
    return [id, role, team === allTeams ? 'all teams' : team, state, name, `by ${createdBy}`].map(plainText);
  });
  const widths = [0, 1, 2, 3, 4].map(at => Math.max(...rows.map(row => row[at]?.length ?? 0)));
  const lines = rows.map(row => row.map((text, at) => text.padEnd(widths[at] ?? 0)).join('  '));
  writeResult(`${lines.join('\n')}\n`, undefined);
}

async function revoke(id: string, { database }: Options): Promise<void> {
  const { revokeToken } = await import('../store/server/tokens.ts');
  const revoked = await withStore(storeAddress(database), store => revokeToken(store, id, ownName(), new Date()));
  if (!revoked) throw new UserError(`no token ${plainText(id)} holds`, 'opsex token list shows all of them');
  writeResult(`revoked ${plainText(id)}\n`, undefined);
}

function teamInWords(team: string): string {
  return team === allTeams ? 'in all teams' : `in the team ${plainText(team)}`;
}
