import type { Model } from '../model/model.ts';
import type { ModelTextJson } from '../report/web-contract.ts';
import type { Callers } from './access/caller.ts';
import type { OidcLogin } from './access/oidc.ts';
import type { Lane, Lanes } from './lane.ts';
import type { ServerSettings } from './settings.ts';
import type { Live } from './watch/live.ts';
import type { Meters } from './watch/meters.ts';
import type { Overview } from './watch/overview.ts';
import type { PreparedAssessments } from './watch/prepared.ts';
import type { Readiness } from './watch/readiness.ts';
import type { Tracing } from './watch/tracing.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

/** What the routes work with. */
export interface Service {
  readonly version: string;
  readonly settings: ServerSettings;
  readonly model: Model;
  readonly modelText: ModelTextJson;
  readonly reading: Lanes;
  readonly writing: Lane;
  readonly measuring: Lane;
  readonly webhooks: Webhooks;
  readonly overview: Overview;
  readonly prepared: PreparedAssessments;
  readonly callers: Callers;
  readonly oidc: OidcLogin | undefined;
  readonly live: Live;
  readonly meters: Meters;
  readonly tracing: Tracing;
  readonly readiness: Readiness;
  /** Whether everybody must log in; without it, whoever reaches the server is its owner. */
  readonly needsLogin: boolean;
  /** How whoever sits at the machine is called in statements. */
  readonly ownerName: string;
  readonly now: () => Date;
  /** False once the server is about to end. */
  ready(): boolean;
}
