/** What somebody may do: everything of the roles before it as well. */
export const roles = ['viewer', 'contributor', 'admin'] as const;
export type Role = (typeof roles)[number];

/** A role in one team, or in all of them (`*`). */
export interface Grant {
  readonly role: Role;
  readonly team: string;
}

export const allTeams = '*';

/** Whether the grants reach a role for a team; `*` asks for all teams, nothing for any. */
export function reaches(grants: readonly Grant[], role: Role, team?: string): boolean {
  return grants.some(
    grant => roles.indexOf(grant.role) >= roles.indexOf(role) && (team === undefined || grant.team === allTeams || grant.team === team),
  );
}
