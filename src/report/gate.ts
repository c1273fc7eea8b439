import { type Changes, regressionsIn, type VerdictChange } from './changes.ts';
import type { AssessmentJson, CriterionJson } from './contract.ts';
import type { GateCheck, GateJson, GateResult } from './gate-contract.ts';

/** What a gate asks for. */
export interface Asked {
  readonly level?: number;
  readonly controls: readonly { readonly id: string; readonly level: number }[];
  readonly criteria: readonly string[];
  readonly noRegression: boolean;
}

export interface Judged {
  readonly json: AssessmentJson;
  readonly path: string;
  readonly changes?: Changes;
}

export function decideGate(asked: Asked, judged: readonly Judged[], version: string): GateJson {
  const workloads = judged.map(each => workloadGate(asked, each));
  return { schema: 'opsex.gate/1', opsex: version, result: worst(workloads), workloads };
}

function workloadGate(asked: Asked, { json, path, changes }: Judged): GateJson['workloads'][number] {
  const checks = [
    ...(asked.level === undefined ? [] : [levelCheck(json, asked.level)]),
    ...asked.controls.map(({ id, level }) => controlCheck(json, id, level)),
    ...asked.criteria.map(id => criterionCheck(json, id)),
    ...(asked.noRegression && changes ? [regressionCheck(json, changes)] : []),
  ];
  return {
    workload: json.workload.name,
    path,
    commit: json.workload.sources[0]?.commit ?? null,
    asOf: json.asOf,
    model: json.model,
    level: json.overall.level,
    result: worst(checks),
    checks,
    changes: changes ? changesIn(changes) : null,
  };
}

/** Failed is worse than incomplete: what is missing in one place does not excuse what is wrong in another. */
function worst(parts: readonly { readonly result: GateResult }[]): GateResult {
  if (parts.some(({ result }) => result === 'failed')) return 'failed';
  return parts.some(({ result }) => result === 'incomplete') ? 'incomplete' : 'passed';
}

function levelCheck(json: AssessmentJson, target: number): GateCheck {
  const open = json.criteria.filter(criterion => isOpen(criterion) && isGateUpTo(criterion, target));
  const { level } = json.overall;
  return {
    check: 'level',
    id: null,
    title: 'overall',
    target,
    ...outcome(level, target),
    inTheWay: reached(level, target) ? [] : ordered(open),
  };
}

function isGateUpTo({ gate, cap, verdict }: CriterionJson, target: number): boolean {
  if (gate !== null) return gate <= target;
  return cap !== undefined && cap <= target && verdict === 'not_met';
}

function controlCheck(json: AssessmentJson, id: string, target: number): GateCheck {
  const control = json.controls.find(each => each.id === id);
  const level = control?.level ?? null;
  const open = json.criteria.filter(each => each.control === id && each.level <= target && !each.optional && isOpen(each));
  const inTheWay = reached(level, target) ? [] : ordered(open);
  return { check: 'control', id, title: control?.title ?? id, target, ...outcome(level, target), inTheWay };
}

/** What does not apply to a workload stops nothing there. */
function reached(level: GateCheck['level'], target: number): boolean {
  return level === null || level.proven >= target;
}

function outcome(level: GateCheck['level'], target: number): Pick<GateCheck, 'level' | 'result'> {
  if (reached(level, target)) return { level, result: 'passed' };
  return { level, result: (level?.possible ?? 1) >= target ? 'incomplete' : 'failed' };
}

function criterionCheck(json: AssessmentJson, id: string): GateCheck {
  const criterion = json.criteria.find(each => each.id === id);
  const verdict = criterion?.verdict ?? 'unknown';
  const result = verdict === 'met' || verdict === 'not_applicable' ? 'passed' : verdict === 'unknown' ? 'incomplete' : 'failed';
  const inTheWay = result === 'passed' ? [] : [id];
  return { check: 'criterion', id, title: criterion?.ask ?? id, target: null, result, level: null, inTheWay };
}

function regressionCheck(json: AssessmentJson, changes: Changes): GateCheck {
  const { lost, doubtful } = regressionsIn(changes);
  const result = lost.length > 0 ? 'failed' : doubtful.length > 0 ? 'incomplete' : 'passed';
  const slipped = new Set([...lost, ...doubtful]);
  const level = changes.levels.find(({ id }) => id === 'overall')?.to ?? json.overall.level;
  const inTheWay = ordered(json.criteria.filter(({ id }) => slipped.has(id)));
  return { check: 'no-regression', id: null, title: 'no regression', target: null, result, level, inTheWay };
}

function isOpen({ verdict }: CriterionJson): boolean {
  return verdict !== 'met' && verdict !== 'not_applicable';
}

const order = ['not_met', 'waived', 'unknown'];

/** Known gaps first, then what lower levels need. */
function ordered(criteria: readonly CriterionJson[]): string[] {
  const rank = ({ verdict, gate, level }: CriterionJson) => order.indexOf(verdict) * 10 + (gate ?? level);
  return [...criteria].sort((a, b) => rank(a) - rank(b)).map(({ id }) => id);
}

function changesIn({ since, levels, better, worse, other }: Changes): NonNullable<GateJson['workloads'][number]['changes']> {
  return {
    since,
    levels: levels.map(({ id, from, to }) => ({ id, from, to })),
    better: better.map(changeOf),
    worse: worse.map(changeOf),
    other: other.map(changeOf),
  };
}

function changeOf({ criterion, from, to }: VerdictChange) {
  return { criterion: criterion.id, from, to };
}
