import type { AssessmentJson } from './contract.ts';
import type { PortfolioJson, PortfolioRow, StandingJson } from './web-contract.ts';

/** An assessment with the key that the user interface asks for it by. */
export interface KeyedAssessment {
  readonly key: string;
  readonly json: AssessmentJson;
}

/** Where every workload stands: a row each, from its newest assessment, with the earlier ones as its history. */
export function toPortfolio(assessments: readonly KeyedAssessment[], version: string): PortfolioJson {
  const taken = new Set<string>();
  const rows = [...groupByWorkload(assessments)].map(group => toRow(group, taken));
  const controls = new Map(assessments.flatMap(({ json }) => json.controls.map(({ id, title }) => [id, title] as const)));
  return {
    schema: 'opsex.portfolio/1',
    opsex: version,
    controls: [...controls].map(([id, title]) => ({ id, title })),
    rows: rows.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.key < b.key ? -1 : 1)),
  };
}

/** The same name from the same place is the same workload at another time. */
function groupByWorkload(assessments: readonly KeyedAssessment[]): Iterable<readonly KeyedAssessment[]> {
  const groups = new Map<string, KeyedAssessment[]>();
  for (const each of assessments) {
    const [source] = each.json.workload.sources;
    const identity = JSON.stringify([each.json.workload.name, source?.url ?? source?.path, source?.folder]);
    groups.set(identity, [...(groups.get(identity) ?? []), each]);
  }
  return [...groups.values()].map(group => group.sort((a, b) => (a.json.asOf < b.json.asOf ? -1 : 1)));
}

function toRow(group: readonly KeyedAssessment[], taken: Set<string>): PortfolioRow {
  const newest = group[group.length - 1] as KeyedAssessment;
  const { workload, overall } = newest.json;
  return {
    key: freeKey(workload.name, taken),
    name: workload.name,
    ...(workload.team === undefined ? {} : { team: workload.team }),
    ...(workload.tier === undefined ? {} : { tier: workload.tier }),
    ...(workload.tags === undefined ? {} : { tags: workload.tags }),
    commit: workload.sources[0]?.commit ?? null,
    heldBackBy: overall.heldBackBy,
    ...standingOf(newest),
    history: group.slice(0, -1).map(standingOf),
  };
}

function standingOf({ key, json }: KeyedAssessment): StandingJson {
  return {
    assessment: key,
    asOf: json.asOf,
    level: json.overall.level,
    progress: json.overall.progress,
    coverage: json.coverage,
    levels: Object.fromEntries(json.controls.map(({ id, level }) => [id, level])),
    metrics: json.metrics,
  };
}

/** Keys stand in addresses: letters, digits, dots and hyphens only. */
function freeKey(name: string, taken: Set<string>): string {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9.]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'workload';
  let key = base;
  for (let count = 2; taken.has(key); count++) key = `${base}-${count}`;
  taken.add(key);
  return key;
}
