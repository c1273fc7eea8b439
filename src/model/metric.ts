import type { MetricName } from './metric-names.ts';

/** By which rules a number was computed: those of opsex, or those of Apache DevLake's dashboards for people who must see the same numbers. */
export const metricDefinitions = ['opsex/1', 'devlake/2023'] as const;
export type MetricDefinition = (typeof metricDefinitions)[number];

/** What sets a definition apart, for people who read its numbers. */
export const definitionsInWords: Readonly<Record<MetricDefinition, string>> = {
  'opsex/1':
    'Lead time runs from a commit to the end of the first deployment that contained it, by the graph of commits. An incident belongs to the deployment that it names, or else to the last one of its service in the hours before it; deployments younger than that are pending and left out.',
  'devlake/2023':
    'As in the dashboards of Apache DevLake: lead time is that of pull requests, the sum of coding, review and deployment in whole minutes; an incident belongs to the last deployment before it, however long ago; nothing is pending.',
};

/** What a number rests on, best first: events of the tools themselves, releases, what git history lets guess, what people wrote down. */
export const bases = ['events', 'releases', 'git', 'attested'] as const;
export type Basis = (typeof bases)[number];

/** An outcome with all that is needed to judge it. `null` is never 0: it says that nothing could be measured. */
export interface MetricValue {
  readonly name: MetricName;
  /** A service, a team, a workload; '' for all that was asked about. */
  readonly subject: string;
  readonly value: number | null;
  readonly unit: string;
  /** How many deployments, commits, incidents or weeks it rests on. */
  readonly n: number;
  /** Instants in UTC; `to` itself is not in the window. */
  readonly window: { readonly from: string; readonly to: string; readonly days: number };
  readonly timezone: string;
  readonly definition: MetricDefinition;
  /** What was left out, and why. */
  readonly excluded: Readonly<Record<string, number>>;
  /** What was counted although a part of it had to be taken from elsewhere. */
  readonly assumed: Readonly<Record<string, number>>;
  /** `links`: how sure the links between incidents and deployments are on average, 1 when all are by name; `null` when there are none. */
  readonly confidence: { readonly basis: Basis; readonly links: number | null };
}
