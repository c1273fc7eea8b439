import { valueInWords } from '../../model/metric-names.ts';
import type { AssessmentJson } from '../contract.ts';
import type { DiffJson } from '../history/diff-contract.ts';
import { headline, levelWords, stepOf } from '../history/diff-text.ts';
import type { DebtJson, PostmortemsJson } from '../registers/contract.ts';
import type { Block, ReviewDocument } from './document.ts';

/** All that a review of a quarter goes through. */
export interface QuarterMaterial {
  readonly quarter: string;
  /** The quarter is still under way. */
  readonly isOpen: boolean;
  readonly assessment: AssessmentJson;
  /** Against the last stored assessment from before the quarter; none when there is none. */
  readonly diff: DiffJson | null;
  readonly outcomes: QuarterFigures | null;
  readonly actions: PostmortemsJson['actions'] | null;
  readonly debt: DebtJson | null;
  readonly reviewer: string | null;
}

interface QuarterFigures {
  readonly trends: readonly {
    readonly name: string;
    readonly unit: string;
    readonly values: readonly { readonly quarter: string; readonly value: number | null; readonly n: number }[];
  }[];
  readonly incidents: readonly QuarterIncident[];
  readonly withoutPostmortem: readonly QuarterIncident[];
}

interface QuarterIncident {
  readonly source: string;
  readonly id: string;
  readonly title: string | null;
  readonly severity: number | null;
  readonly began: string;
  readonly resolved: string | null;
}

/** What people go through once a quarter: where it stands, the trends, what changed and why, and what was left undone. */
export function quarterDocument(material: QuarterMaterial): ReviewDocument {
  const { assessment, quarter } = material;
  return {
    title: `Operational excellence of ${assessment.workload.name}: review of ${quarter}`,
    blocks: [
      ...standing(material),
      ...trends(material),
      ...changes(material),
      ...incidents(material),
      ...actions(material),
      ...debt(material),
      ...next(material),
    ],
  };
}

function standing({ assessment, isOpen, quarter, reviewer }: QuarterMaterial): readonly Block[] {
  const { overall, coverage, asOf, model, opsex, workload, contradictions = [] } = assessment;
  const { progress, level, heldBackBy } = overall;
  const gates = progress ? `, ${progress.met} of ${progress.of} gates to level ${progress.level}` : '';
  const commit = workload.sources[0]?.commit?.slice(0, 8) ?? 'none';
  return [
    { text: `${upper(levelWords(level))}${gates}. ${heldBackBy.length > 0 ? `Held back by ${heldBackBy.join(', ')}.` : ''}`.trim() },
    { text: `${coverage.met} criteria met, ${coverage.not_met} not met, ${coverage.unknown} unknown, ${coverage.waived} waived.` },
    {
      text: `As of ${asOf.slice(0, 10)}, commit ${commit}, model ${model.id} ${model.version}, opsex ${opsex}. ${reviewer ? `Reviewed by ${reviewer}.` : 'Not reviewed yet.'}`,
    },
    ...(isOpen ? [{ text: `${quarter} is not over: all numbers are of the part that has passed.` }] : []),
    ...(contradictions.length > 0 ? [{ heading: 'What does not fit together' }, { list: contradictions.map(({ says }) => says) }] : []),
  ];
}

function trends({ outcomes }: QuarterMaterial): readonly Block[] {
  if (!outcomes)
    return [{ heading: 'Trends' }, { text: 'No events of this workload are stored: import deployments and incidents to see trends.' }];
  const head = ['outcome', ...(outcomes.trends[0]?.values.map(each => each.quarter) ?? [])];
  const rows = outcomes.trends.map(({ name, unit, values }) => [
    name,
    ...values.map(({ value, n }) =>
      value === null ? 'no value' : unit === 'count' ? valueInWords(value, unit) : `${valueInWords(value, unit)} (n ${n})`,
    ),
  ]);
  const charts = outcomes.trends.map(({ name, values }) => ({ chart: values.map(each => each.value), label: name }));
  return [{ heading: 'Trends' }, { table: { head, rows } }, ...charts];
}

function changes({ diff }: QuarterMaterial): readonly Block[] {
  if (!diff)
    return [
      { heading: 'What changed, and why' },
      { text: 'No assessment from before is stored, so nothing can be compared. Store one with opsex assess --save for the next review.' },
    ];
  const levels = diff.levels
    .filter(({ id }) => id !== 'overall')
    .map(({ id, title, from, to }) => `${id} ${title}: ${levelWords(from)} → ${levelWords(to)}`);
  const rows = diff.changes.map(change => [change.criterion, change.direction, stepOf(change), change.cause, change.because]);
  return [
    { heading: 'What changed, and why' },
    { text: `${headline(diff)} since ${diff.from.asOf.slice(0, 10)}.` },
    ...(levels.length > 0 ? [{ list: levels }] : []),
    ...(rows.length > 0 ? [{ table: { head: ['criterion', '', 'verdict', 'cause', 'because'], rows } }] : []),
  ];
}

function incidents({ outcomes }: QuarterMaterial): readonly Block[] {
  if (!outcomes) return [];
  const severe = outcomes.incidents.filter(({ severity }) => severity === 1).length;
  const lacking = outcomes.withoutPostmortem.map(named);
  const longest = [...outcomes.incidents].sort((a, b) => minutes(b) - minutes(a)).slice(0, 5);
  return [
    { heading: 'Incidents' },
    { text: `${counted(outcomes.incidents.length, 'incident', 'incidents')}, ${severe} of the highest severity.` },
    ...(longest.length > 0 ? [{ text: 'The longest:' }, { list: longest.map(each => `${named(each)}, ${lasted(each)}`) }] : []),
    { text: lacking.length > 0 ? 'Called for a postmortem and have none:' : 'None that called for a postmortem lacks one.' },
    ...(lacking.length > 0 ? [{ list: lacking }] : []),
  ];
}

function actions({ actions: found, assessment }: QuarterMaterial): readonly Block[] {
  if (!found || found.due + found.open.length === 0)
    return [{ heading: 'Actions' }, { text: 'No actions of postmortems are written down.' }];
  const overdue = found.open.filter(each => each.overdue);
  const share = found.completion === null ? '' : ` (${Math.round(found.completion * 100)} %)`;
  const day = assessment.asOf.slice(0, 10);
  return [
    { heading: 'Actions' },
    {
      text: `${found.done} of ${found.due} actions that were due by ${day} are done${share}; ${counted(found.open.length, 'is', 'are')} open, ${overdue.length} overdue.`,
    },
    ...(overdue.length > 0
      ? [{ list: overdue.map(({ text, due, path, line }) => `${text} (${due === '' ? 'no date' : `due ${due}`}; ${path}:${line})`) }]
      : []),
  ];
}

function debt({ debt: register }: QuarterMaterial): readonly Block[] {
  if (!register)
    return [{ heading: 'Operational debt' }, { text: 'There is no register of operational debt: begin one with opsex debt add.' }];
  const open = register.entries.filter(({ closed }) => !closed);
  const costliest = [...open].sort((a, b) => (b.toilHoursPerWeek ?? 0) - (a.toilHoursPerWeek ?? 0)).slice(0, 8);
  const rows = costliest.map(({ id, title, owner, due, toilHoursPerWeek, gaps }) => [
    id,
    title,
    owner,
    due,
    toilHoursPerWeek === null ? '' : String(toilHoursPerWeek),
    gaps.join(', '),
  ]);
  return [
    { heading: 'Operational debt' },
    {
      text: `${counted(register.open, 'entry is', 'entries are')} open, ${register.closed} closed; what is open costs ${rounded(register.toilHoursPerWeek)} hours a week.`,
    },
    ...(rows.length > 0 ? [{ table: { head: ['entry', 'title', 'owner', 'due', 'hours a week', 'missing'], rows } }] : []),
  ];
}

function next({ assessment }: QuarterMaterial): readonly Block[] {
  const steps = assessment.roadmap.slice(0, 5).map(({ title, criteria, effort }) => `${title} (${criteria[0] ?? ''}, effort ${effort})`);
  return steps.length === 0 ? [] : [{ heading: 'Next steps' }, { list: steps }];
}

function named({ id, title, severity, began }: QuarterIncident): string {
  return `${began.slice(0, 10)} ${id}${title ? `: ${title}` : ''}${severity === null ? '' : ` (severity ${severity})`}`;
}

function minutes({ began, resolved }: QuarterIncident): number {
  return resolved === null ? Number.POSITIVE_INFINITY : (Date.parse(resolved) - Date.parse(began)) / 60_000;
}

function lasted(incident: QuarterIncident): string {
  const length = minutes(incident);
  return Number.isFinite(length) ? `${Math.round(length)} minutes` : 'still open';
}

function rounded(value: number): string {
  return String(Math.abs(value) >= 10 ? Math.round(value) : Math.round(value * 100) / 100);
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

function upper(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
