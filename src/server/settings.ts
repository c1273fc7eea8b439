import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import { allTeams, type Grant, roles } from '../model/access.ts';

/** What the environment says about a server. Secrets may also be in files: `OPSEX_GITHUB_SECRET_FILE`. */
export interface ServerSettings {
  /** Sender -> secrets that hold, several while they are changed. */
  readonly secrets: Readonly<Record<string, readonly string[]>>;
  readonly oidc?: OidcSettings;
  /** The address that browsers use; needed for OpenID Connect. */
  readonly publicUrl?: URL;
  /** Ask for a login on 127.0.0.1 as well. */
  readonly alwaysLogin: boolean;
  readonly trustProxy: boolean;
  /** Names of workflows, pipelines or jobs whose runs are deployments. */
  readonly deploys: readonly string[];
  readonly requestsPerMinute: number;
  /** Whether a collector of traces is set up; where it is and how it is asked, the library of OpenTelemetry reads itself. */
  readonly tellsTraces: boolean;
}

export interface OidcSettings {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly groupsClaim: string;
  /** Group -> what its members may do. */
  readonly grants: ReadonlyMap<string, readonly Grant[]>;
}

export const senderNames = ['github', 'gitlab', 'pagerduty', 'opsgenie', 'cdevents'] as const;
export type SenderName = (typeof senderNames)[number];

const secretNames: Readonly<Record<SenderName, string>> = {
  github: 'OPSEX_GITHUB_SECRET',
  gitlab: 'OPSEX_GITLAB_TOKEN',
  pagerduty: 'OPSEX_PAGERDUTY_SECRET',
  opsgenie: 'OPSEX_OPSGENIE_TOKEN',
  cdevents: 'OPSEX_CDEVENTS_TOKEN',
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the settings. Throws a `UserError` that names the variable. */
export function serverSettings(environment: Environment): ServerSettings {
  const secrets = Object.fromEntries(senderNames.map(sender => [sender, secretsOf(environment, secretNames[sender])]));
  const publicUrl = urlOf(environment, 'OPSEX_PUBLIC_URL');
  const oidc = oidcOf(environment);
  if (oidc && !publicUrl)
    throw new UserError('OPSEX_PUBLIC_URL is missing', 'Set it to the address that browsers use: https://opsex.example.org');
  return {
    secrets,
    ...(publicUrl ? { publicUrl } : {}),
    ...(oidc ? { oidc } : {}),
    alwaysLogin: flagOf(environment, 'OPSEX_ALWAYS_LOGIN') || oidc !== undefined,
    trustProxy: flagOf(environment, 'OPSEX_TRUST_PROXY'),
    deploys: listOf(environment.OPSEX_DEPLOYS),
    requestsPerMinute: requestsOf(environment),
    tellsTraces: tellsTraces(environment),
  };
}

/** What the audit log may hold: everything but the secrets, of which it has the number. */
export function shownSettings({ secrets, oidc, publicUrl, ...rest }: ServerSettings, needsLogin: boolean): object {
  return {
    needsLogin,
    ...rest,
    publicUrl: publicUrl?.href ?? null,
    secrets: Object.fromEntries(Object.entries(secrets).map(([sender, { length }]) => [sender, length])),
    oidc: oidc && {
      issuer: oidc.issuer.href,
      clientId: oidc.clientId,
      groupsClaim: oidc.groupsClaim,
      roles: Object.fromEntries(oidc.grants),
    },
  };
}

/** Variable names of the secrets of webhooks, for messages. */
export function secretName(sender: SenderName): string {
  return secretNames[sender];
}

function oidcOf(environment: Environment): OidcSettings | undefined {
  const issuer = urlOf(environment, 'OPSEX_OIDC_ISSUER');
  if (!issuer) return undefined;
  if (issuer.protocol === 'http:' && !['localhost', '127.0.0.1'].includes(issuer.hostname))
    throw new UserError(
      'OPSEX_OIDC_ISSUER is not reached by TLS',
      'Write it with https://: who listens in between could log in as anybody',
    );
  const clientId = environment.OPSEX_OIDC_CLIENT_ID;
  const [clientSecret] = secretsOf(environment, 'OPSEX_OIDC_CLIENT_SECRET');
  if (!clientId || !clientSecret)
    throw new UserError(
      'OPSEX_OIDC_ISSUER needs OPSEX_OIDC_CLIENT_ID and OPSEX_OIDC_CLIENT_SECRET',
      'Set both, as the identity provider gave them',
    );
  const groupsClaim = environment.OPSEX_OIDC_GROUPS_CLAIM || 'groups';
  return { issuer, clientId, clientSecret, groupsClaim, grants: grantsOf(environment.OPSEX_OIDC_ROLES ?? '') };
}

/** `platform=admin, payments-devs=contributor:payments`. */
export function grantsOf(text: string): ReadonlyMap<string, readonly Grant[]> {
  const grants = new Map<string, Grant[]>();
  for (const part of listOf(text)) {
    const [, group = '', role = '', team = allTeams] = /^([^=]+)=(\w+)(?::(.+))?$/.exec(part) ?? [];
    const known = roles.find(each => each === role);
    if (!known)
      throw new UserError(
        `OPSEX_OIDC_ROLES: "${plainText(part)}" is no group with a role`,
        'Write group=role or group=role:team, with commas between: platform=admin, payments-devs=contributor:payments',
      );
    grants.set(group.trim(), [...(grants.get(group.trim()) ?? []), { role: known, team }]);
  }
  return grants;
}

function secretsOf(environment: Environment, name: string): readonly string[] {
  const file = environment[`${name}_FILE`];
  const secrets = listOf(file ? readSecret(name, file) : environment[name]);
  for (const secret of secrets)
    if (secret.length < 16) throw new UserError(`${name} is shorter than 16 characters`, 'Make a longer one: openssl rand -hex 32');
  return secrets;
}

function readSecret(name: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UserError(
      `${name}_FILE: ${plainText(file)} cannot be read (${(error as NodeJS.ErrnoException).code})`,
      'Name a file that holds the secret',
    );
  }
}

function listOf(text: string | undefined): readonly string[] {
  return (text ?? '')
    .split(/[,\n]/)
    .map(each => each.trim())
    .filter(Boolean);
}

function urlOf(environment: Environment, name: string): URL | undefined {
  const text = environment[name];
  if (!text) return undefined;
  if (!z.url({ protocol: /^https?$/ }).safeParse(text).success)
    throw new UserError(`${name} is no address: ${plainText(text)}`, 'Write it with its scheme: https://example.org');
  return new URL(text);
}

function flagOf(environment: Environment, name: string): boolean {
  const text = environment[name] ?? '';
  if (['', '0', 'false', 'no'].includes(text.toLowerCase())) return false;
  if (['1', 'true', 'yes'].includes(text.toLowerCase())) return true;
  throw new UserError(`${name} is neither 1 nor 0: ${plainText(text)}`, 'Set it to 1, or leave it out');
}

/** https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/ */
function tellsTraces(environment: Environment): boolean {
  const isOff = environment.OTEL_SDK_DISABLED?.toLowerCase() === 'true' || environment.OTEL_TRACES_EXPORTER === 'none';
  const address = urlOf(environment, 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT') ?? urlOf(environment, 'OTEL_EXPORTER_OTLP_ENDPOINT');
  if (isOff || !address) return false;
  const protocol = environment.OTEL_EXPORTER_OTLP_TRACES_PROTOCOL || environment.OTEL_EXPORTER_OTLP_PROTOCOL;
  if (protocol === 'grpc')
    throw new UserError(
      'OTEL_EXPORTER_OTLP_PROTOCOL is grpc, but opsex sends traces as http/json',
      'Name the HTTP port of the collector (4318), and set OTEL_EXPORTER_OTLP_TRACES_PROTOCOL=http/json',
    );
  return true;
}

function requestsOf(environment: Environment): number {
  const text = environment.OPSEX_REQUESTS_PER_MINUTE || '1200';
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UserError(`OPSEX_REQUESTS_PER_MINUTE is no number: ${plainText(text)}`, 'Set it to a whole number above 0');
}
