/** An incident as it is recorded. Times are ISO texts in UTC. */
export interface IncidentEntry {
  readonly [column: string]: string | number | null;
  readonly source: string;
  readonly id: string;
  readonly service: string | null;
  /** 1 is the worst. */
  readonly severity: number | null;
  readonly title: string | null;
  readonly began: string;
  readonly resolved: string | null;
  readonly postmortem: string | null;
  readonly url: string | null;
}
