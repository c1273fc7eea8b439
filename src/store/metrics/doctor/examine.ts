import { isProduction } from '../../../facts/production.ts';
import type { Database } from '../../database.ts';
import type { Question } from '../question.ts';
import { type GapRow, gapRows, negativeLeadTimes, unlinkedIncidents } from './gaps.ts';
import { runChecks } from './run-checks.ts';
import { environmentsNotSaid, type ImportRow, type SourceRow, sourceRows, troubledImports } from './sources.ts';

/** Something that makes numbers wrong, or keeps them from being computed. */
interface Finding {
  readonly id: string;
  readonly count: number;
  /** Of how many; what they are. */
  readonly of: number;
  readonly kind: string;
  readonly says: string;
  readonly effect: string;
  readonly remedy: string;
  readonly sources: readonly { readonly source: string; readonly count: number; readonly example: string }[];
}

export interface Examination {
  /** Those that found nothing, too. */
  readonly findings: readonly Finding[];
  readonly gaps: readonly GapRow[];
  readonly imports: readonly ImportRow[];
  readonly sources: readonly SourceRow[];
}

/** Looks for all that makes outcomes of the window wrong or impossible. First deployments must have been assigned before. */
export async function examine(database: Database, question: Question): Promise<Examination> {
  const checked = (await runChecks(database, question)).map(({ check, ...found }) => ({ ...found, ...check, kind: `${check.kind}s` }));
  const negative = await negativeLeadTimes(database, question);
  const unlinked = await unlinkedIncidents(database, question);
  const sources = await sourceRows(database);
  return {
    findings: [
      ...checked,
      {
        ...{ id: 'commit-after-deployment', ...negative, kind: 'first deployed commits', says: 'are younger than their deployment' },
        effect: 'the clocks of two machines differ: lead times leave them out, and others may be wrong by as much',
        remedy: 'look at the clocks of who commits and of who deploys',
        sources: [],
      },
      {
        ...{ id: 'incident-without-deployment', ...unlinked, kind: 'incidents', says: 'can be put down to no deployment' },
        effect: `they count for times to restore, not for change failure rates; nothing was deployed in the ${question.linkHours} hours before`,
        remedy: 'name the deployment or commit that caused an incident where there is one (caused_by)',
        sources: [],
      },
      await unclearEnvironments(database),
      silentSources(sources, question),
    ],
    gaps: await gapRows(database, question),
    imports: await troubledImports(database),
    sources,
  };
}

/** Sources of deployments that told of none in the window. */
function silentSources(sources: readonly SourceRow[], { window }: Question): Finding {
  const told = sources.filter(({ kind }) => kind === 'deployment');
  const silent = told.filter(({ last }) => last !== null && new Date(last) < window.from);
  return {
    id: 'source-silent',
    count: silent.length,
    of: told.length,
    kind: 'sources of deployments',
    says: 'told of none in the window',
    effect: 'what they told of before says nothing about now: deployments may be missing, and with them lead times and failure rates',
    remedy: 'import what came since, or look at a longer window (--window 1y)',
    sources: silent.map(({ source, events }) => ({ source, count: events, example: '' })),
  };
}

async function unclearEnvironments(database: Database): Promise<Finding> {
  const rows = await database.query<{ n: number }>('select count(*) as n from deployment');
  const unclear = (await environmentsNotSaid(database)).filter(({ environment }) => isProduction(environment) === 'unknown');
  return {
    id: 'environment-not-said',
    count: unclear.reduce((sum, { deployments }) => sum + deployments, 0),
    of: rows[0]?.n ?? 0,
    kind: 'deployments',
    says: 'went to an environment of which nothing says whether it is production',
    effect: 'they do not count as production',
    remedy: 'import them again with --map production=COLUMN, or ask for the environment: --environment NAME',
    sources: unclear.map(({ environment, deployments }) => ({ source: environment, count: deployments, example: '' })),
  };
}
