import type { Database } from '../../store/database.ts';
import { type Trace, traceOf } from './trace.ts';

export type TraceFacts = Readonly<Record<string, string | number>>;

/** What is known of a request before anything is done with it. */
export interface BegunRequest {
  readonly method: string;
  /** With its query, which is not told. */
  readonly url: string;
  /** As the OpenAPI document writes it; nothing when there is none. */
  readonly route: string | undefined;
  readonly scheme: string;
  readonly headers: Readonly<Record<string, unknown>>;
}

/** A request that is under way. */
export interface TracedRequest {
  readonly trace: Trace;
  /** What `work` does is told as part of the request. */
  within<T>(work: () => T): T;
  end(status: number): void;
}

/** Names a request that later work goes back to. */
export interface Origin {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: number;
}

/** Tells a collector of traces what requests do and how long it takes. */
export interface Tracing {
  begin(request: BegunRequest): TracedRequest;
  /** A part of the request that is under way; outside of one it is not told. */
  part<T>(name: string, facts: TraceFacts, work: () => Promise<T>): Promise<T>;
  /** Work that is done for many requests at once, and outlasts them: a trace of its own. */
  together<T>(name: string, facts: TraceFacts, origins: readonly Origin[], work: () => Promise<T>): Promise<T>;
  /** The request that is under way. */
  origin(): Origin | undefined;
  /** The same database, whose statements are told as parts. */
  database(database: Database): Database;
  /** Sends what is left, as long as that takes no more than a moment. */
  end(): Promise<void>;
}

/** For when no collector is set up: requests are named for the log, and nothing is told. */
export const untold: Tracing = {
  begin: ({ headers }) => ({ trace: traceOf(headers.traceparent), within: work => work(), end() {} }),
  part: (_name, _facts, work) => work(),
  together: (_name, _facts, _origins, work) => work(),
  origin: () => undefined,
  database: database => database,
  end: async () => {},
};
