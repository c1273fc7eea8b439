import * as client from 'openid-client';
import type { Grant } from '../../model/access.ts';
import { Refusal } from '../problem.ts';
import type { OidcSettings } from '../settings.ts';

/** What a login that has begun must remember until the identity provider sends the browser back. */
export interface BegunLogin {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface KnownPerson {
  readonly person: string;
  readonly grants: readonly Grant[];
}

/** Login by an identity provider: authorization code with PKCE, state and nonce. */
export class OidcLogin {
  #configuration: Promise<client.Configuration> | undefined;

  constructor(
    readonly settings: OidcSettings,
    readonly redirectUri: string,
  ) {}

  /** Where the browser is sent to. */
  async begin(): Promise<{ readonly address: URL; readonly begun: BegunLogin }> {
    const begun = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier() };
    const address = client.buildAuthorizationUrl(await this.#discovered(), {
      redirect_uri: this.redirectUri,
      scope: this.settings.groupsClaim === 'groups' ? 'openid profile email groups' : 'openid profile email',
      code_challenge: await client.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
      state: begun.state,
      nonce: begun.nonce,
    });
    return { address, begun };
  }

  /** Who it is that comes back, and what they may do here. Throws a `Refusal`. */
  async finish(query: string, { state, nonce, verifier }: BegunLogin): Promise<KnownPerson> {
    const claims = await this.#claims(new URL(`${this.redirectUri}${query}`), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    const named = [claims.email_verified === false ? undefined : claims.email, claims.preferred_username, claims.sub];
    const person = String(named.find(each => typeof each === 'string' && each !== '')).slice(0, 200);
    const groups = claims[this.settings.groupsClaim];
    const member = (Array.isArray(groups) ? groups : [groups]).filter(each => typeof each === 'string');
    const grants = member.flatMap(group => this.settings.grants.get(group) ?? []);
    if (grants.length === 0)
      throw new Refusal(403, `${person} is in no group that may use this server`, 'Ask an admin for a group that OPSEX_OIDC_ROLES names');
    return { person, grants };
  }

  async #claims(address: URL, checks: client.AuthorizationCodeGrantChecks): Promise<Readonly<Record<string, unknown>>> {
    try {
      const tokens = await client.authorizationCodeGrant(await this.#discovered(), address, checks);
      return tokens.claims() ?? {};
    } catch (error) {
      throw new Refusal(401, `the identity provider has not confirmed the login (${(error as Error).message})`, 'Try again: /login');
    }
  }

  /** Asked for once; a failure is asked for again. */
  #discovered(): Promise<client.Configuration> {
    if (this.#configuration) return this.#configuration;
    const { issuer, clientId, clientSecret } = this.settings;
    const options = issuer.protocol === 'http:' ? { execute: [client.allowInsecureRequests] } : {};
    const asked = client.discovery(issuer, clientId, clientSecret, undefined, { ...options, timeout: 10 });
    this.#configuration = asked;
    asked.catch(() => {
      this.#configuration = undefined;
    });
    return asked.catch(error => {
      throw new Refusal(503, `the identity provider does not answer (${(error as Error).message})`, 'Try again later');
    });
  }
}
