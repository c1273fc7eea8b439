import type { EventKindName } from '../../../model/events.ts';
import { resolvedAt } from '../failures.ts';

/** Something that makes numbers wrong, or keeps them from being computed. */
export interface Check {
  readonly id: string;
  readonly kind: EventKindName;
  /** After "12 of 340 deployments". */
  readonly says: string;
  readonly effect: string;
  readonly remedy: string;
  /** When the event `e` is one of them. `{from}` and `{now}` stand for the start of the window and the present. */
  readonly where: string;
}

const began = 'coalesce(e.started_at, e.detected_at, e.created_at)';
const isProduction = '(e.production or (e.production is null and e.environment is not null))';

export const checks: readonly Check[] = [
  {
    id: 'deployment-without-service',
    kind: 'deployment',
    says: 'name no service',
    effect: 'they count for no service',
    remedy: 'import them again with --service NAME or --map service=COLUMN',
    where: 'e.service is null',
  },
  {
    id: 'deployment-without-environment',
    kind: 'deployment',
    says: 'name no environment',
    effect: 'they count nowhere, because nobody knows whether they went to production',
    remedy: 'import them again with --environment NAME or --map environment=COLUMN',
    where: 'e.environment is null and e.production is null',
  },
  {
    id: 'deployment-without-commit',
    kind: 'deployment',
    says: 'name no commit',
    effect: 'lead times leave out what they brought',
    remedy: 'import them again with --map sha=COLUMN, or the tags that they name: opsex events from-git PATH',
    where: `e.sha is null and e.succeeded_at is not null and ${isProduction}`,
  },
  {
    id: 'deployment-of-unknown-commit',
    kind: 'deployment',
    says: 'are of a commit that is not stored',
    effect: 'lead times leave out what they brought',
    remedy: 'store the commits of the repository: opsex events from-git PATH',
    where: `e.sha is not null and e.succeeded_at is not null and ${isProduction} and not exists (select 1 from change c where c.sha = e.sha)`,
  },
  {
    id: 'deployment-without-end',
    kind: 'deployment',
    says: 'began more than a day ago and have no end',
    effect: 'they count neither as success nor as failure',
    remedy: 'look whether the source delivers the status of deployments, too',
    where:
      "e.succeeded_at is null and e.failed_at is null and coalesce(e.started_at, e.created_at) < cast({now} as timestamptz) - interval '1 day'",
  },
  {
    id: 'deployment-ends-before-start',
    kind: 'deployment',
    says: 'succeeded before they began',
    effect: 'the clocks of two machines differ, or a column has another zone',
    remedy: 'look at the zone of the import (--zone) and at the clocks of the sources',
    where: 'e.succeeded_at < e.started_at',
  },
  {
    id: 'deployment-in-the-future',
    kind: 'deployment',
    says: 'end in the future',
    effect: 'no window holds them yet',
    remedy: 'look at the zone of the import (--zone) and at the clock of the source',
    where: "e.succeeded_at > cast({now} as timestamptz) + interval '5 minutes'",
  },
  {
    id: 'change-without-time',
    kind: 'change',
    says: 'have no time of commit',
    effect: 'lead times leave them out',
    remedy: 'store the commits of the repository: opsex events from-git PATH',
    where: 'e.committed_at is null',
  },
  {
    id: 'change-without-parents',
    kind: 'change',
    says: 'have no parents, not even an empty list',
    effect: 'what was deployed with them cannot be told: lead times leave out the commits before them',
    remedy: 'store the commits of the repository: opsex events from-git PATH',
    where: 'e.parents is null',
  },
  {
    id: 'change-in-the-future',
    kind: 'change',
    says: 'were committed in the future',
    effect: 'their lead times are negative and left out',
    remedy: 'look at the clock of who committed them',
    where: "e.committed_at > cast({now} as timestamptz) + interval '5 minutes'",
  },
  {
    id: 'incident-without-service',
    kind: 'incident',
    says: 'name no service',
    effect: 'they count for no service, and for no failed change unless they name it',
    remedy: 'import them again with --service NAME or --map service=COLUMN',
    where: 'e.service is null',
  },
  {
    id: 'incident-of-unknown-service',
    kind: 'incident',
    says: 'are of a service that no deployment names',
    effect: 'they can be linked to no deployment: change failure rates are too low',
    remedy: 'call services the same in all sources',
    where: 'e.service is not null and not exists (select 1 from deployment d where d.service = e.service)',
  },
  {
    id: 'incident-without-start',
    kind: 'incident',
    says: 'have no start',
    effect: 'times to restore leave them out',
    remedy: 'import them again with --map started_at=COLUMN',
    where: `${began} is null`,
  },
  {
    id: 'incident-starts-at-record',
    kind: 'incident',
    says: 'only tell when they were noticed or recorded',
    effect: 'times to restore are too short: users suffered before',
    remedy: 'keep the start of impact in the incident, and import it with --map started_at=COLUMN',
    where: `e.started_at is null and ${began} is not null`,
  },
  {
    id: 'incident-ends-before-start',
    kind: 'incident',
    says: 'were resolved before they began',
    effect: 'times to restore leave them out',
    remedy: 'look at the zone of the import (--zone) and at the clocks of the sources',
    where: `${resolvedAt('e')} < ${began}`,
  },
  {
    id: 'incident-open-for-long',
    kind: 'incident',
    says: 'are open for more than 30 days',
    effect: 'times to restore leave them out, and deployments that they name never recover',
    remedy: 'resolve them where they are kept, and import them again',
    where: `${resolvedAt('e')} is null and ${began} < cast({now} as timestamptz) - interval '30 days'`,
  },
  {
    id: 'incident-of-unknown-cause',
    kind: 'incident',
    says: 'name a cause that no deployment is',
    effect: 'they are linked by time instead, or not at all',
    remedy: 'name the id or the commit of a deployment as the deployments do',
    where: `nullif(e.caused_by, '') is not null
      and not exists (select 1 from deployment d where d.id = e.caused_by) and not exists (select 1 from deployment d where d.sha = e.caused_by)`,
  },
  {
    id: 'page-without-engineer',
    kind: 'page',
    says: 'do not say who was paged',
    effect: 'pages per engineer leave them out',
    remedy: 'import them again with --map engineer=COLUMN',
    where: 'e.engineer is null',
  },
  {
    id: 'page-not-judged',
    kind: 'page',
    says: 'do not say whether they needed a person',
    effect: 'page noise leaves them out',
    remedy: 'record it when a page is closed, and import it with --map actionable=COLUMN',
    where: 'e.actionable is null',
  },
  {
    id: 'toil-without-hours',
    kind: 'toil',
    says: 'lack the hours of toil or all hours',
    effect: 'the share of toil leaves them out',
    remedy: 'import them again with both: --map toil_hours=COLUMN --map total_hours=COLUMN',
    where: 'e.toil_hours is null or e.total_hours is null or e.total_hours <= 0 or e.toil_hours < 0',
  },
];

/** When an event of a kind took place, as far as that is known; without it, it counts as recent. */
export const timeOf: Readonly<Record<EventKindName, string>> = {
  deployment: 'coalesce(e.succeeded_at, e.failed_at, e.started_at, e.created_at)',
  change: 'coalesce(e.committed_at, e.merged_at)',
  incident: `coalesce(${began}, e.resolved_at)`,
  page: 'e.paged_at',
  toil: 'e.week',
  drift: 'e.detected_at',
  run: 'e.created_at',
};
