import type { FastifyRequest } from 'fastify';
import { allTeams, reaches } from '../../model/access.ts';
import { workloadOf } from '../../store/server/newest-assessments.ts';
import { Refusal } from '../problem.ts';
import type { Access } from '../route.ts';
import type { Service } from '../service.ts';
import type { Caller } from './caller.ts';

/** Lets those through who may use a route. Throws a `Refusal` for all others. */
export async function permit(access: Access, caller: Caller, request: FastifyRequest, service: Service): Promise<void> {
  if (access.kind === 'signed') service.webhooks.refuseStrangers(access.sender, request.headers);
  if (access.kind !== 'role') return;
  if (caller.kind === 'nobody')
    throw new Refusal(
      401,
      'this needs a login or a token',
      service.oidc ? 'Open /login, or send a token: Authorization: Bearer opsex_…' : 'Send a token: Authorization: Bearer opsex_…',
    );
  const { role, over } = access;
  const team = over === 'everything' ? allTeams : over === 'own' ? undefined : await teamOf(over, request, service);
  if (!reaches(caller.grants, role, team))
    throw new Refusal(
      403,
      `this needs the role ${role}${team === undefined || team === allTeams ? '' : ` in the team ${team}`}`,
      'Ask an admin for it',
    );
}

async function teamOf(over: 'workload' | 'assessment', request: FastifyRequest, { overview, reading }: Service): Promise<string> {
  const params = request.params as Readonly<Record<string, string>>;
  await overview.look();
  if (over === 'workload') return overview.teamOf(params.workload ?? '');
  const workload = await reading.run(database => workloadOf(database, params.key ?? ''));
  return overview.teamOf(workload ?? '');
}
