import type { AssessmentJson } from '../../../src/report/contract.ts';
import type {
  EventsJson,
  MetricsJson,
  ModelTextJson,
  PortfolioJson,
  SessionJson,
  StatementsJson,
} from '../../../src/report/web-contract.ts';
import type { Edit, Sent } from './sending.ts';

/** Where the data of the interface comes from: out of the page itself, or from the HTTP API. */
export interface DataSource {
  portfolio(): Promise<PortfolioJson>;
  /** A whole assessment, by the key that the portfolio names. */
  assessment(key: string): Promise<AssessmentJson>;
  /** The model in words; `null` where only its verdicts are known. */
  modelText(): Promise<ModelTextJson | null>;
  /** What a file cannot do. */
  readonly server?: Server;
}

/** What only a running server can do. */
export interface Server {
  session(): Promise<SessionJson>;
  /** What people state there about a workload, by its name. */
  statements(workload: string): Promise<StatementsJson>;
  /** What was measured of a service or workload, period by period. */
  outcomes(wish: OutcomesWish): Promise<MetricsJson>;
  /** Events of it, the newest first. */
  events(wish: EventsWish): Promise<EventsJson>;
  /** Never fails: what went wrong is part of the answer. */
  state(workload: string, criterion: string, edit: Edit, author: string): Promise<Sent>;
  /** Tells what has changed, and whether it still can tell. Returns how to stop. */
  live(listener: LiveListener): () => void;
}

interface OutcomesWish {
  readonly service: string;
  readonly by: MetricsJson['by'];
  readonly days: number;
  readonly definition: MetricsJson['definition'];
}

interface EventsWish {
  readonly kind: string;
  readonly service: string;
  /** ISO instants; the second is not in it any more. */
  readonly from: string;
  readonly before: string;
  readonly most: number;
}

export interface LiveListener {
  readonly changed: (what: Change) => void;
  readonly connection: (connection: Connection) => void;
}

/** What must be asked for again; `all` after the connection was lost for a while. */
export type Change = 'assessments' | 'statements' | 'all';
export type Connection = 'live' | 'reconnecting';
