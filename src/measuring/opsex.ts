import {
  basisOf,
  deploymentDays,
  deploymentValues,
  leadTimeValues,
  reworkValue,
  undeployedValues,
} from '../facts/metrics/delivery-values.ts';
import { driftAge, incidentValues, pageNoise, pageValue, toilValue } from '../facts/metrics/operation-values.ts';
import type { Measured } from '../measure.ts';
import type { MetricValue } from '../model/metric.ts';
import type { Database } from '../store/database.ts';
import { deploymentCounts } from '../store/metrics/deployment-counts.ts';
import { deploymentRows } from '../store/metrics/deployments.ts';
import { driftRows, hasDrift } from '../store/metrics/drift.ts';
import { hasLife, knownBefore } from '../store/metrics/feed.ts';
import { incidentRows } from '../store/metrics/incidents.ts';
import { leadTimeRows } from '../store/metrics/lead-times.ts';
import { pageRows } from '../store/metrics/pages.ts';
import { allSubjects, type Question, type Subject, wholeWindow } from '../store/metrics/question.ts';
import { reworkRows } from '../store/metrics/rework.ts';
import { toilRows } from '../store/metrics/toil.ts';
import { undeployedRows } from '../store/metrics/undeployed.ts';
import { bySubject, bySubjectAndPeriod, inPeriods, subjectNames } from './rows-by-subject.ts';
import type { TimeFrames } from './time-frames.ts';

/** The definition `opsex/1`. */
export async function measureAsOpsex(database: Database, question: Question, frames: TimeFrames): Promise<readonly Measured[]> {
  const rows = await readRows(database, question, frames);
  return subjectNames(question, [rows.deployments, rows.incidents, rows.pages]).map(subject => {
    const known = subject === allSubjects ? rows.known.size > 0 : rows.known.has(subject);
    return { subject, values: wholeValues(subject, known, rows, frames), periods: periodValues(subject, known, rows, frames) };
  });
}

type Rows = Awaited<ReturnType<typeof readRows>>;

async function readRows(database: Database, question: Question, frames: TimeFrames) {
  const [deployments, others] = await Promise.all([
    database.aside(other => deploymentRows(other, question)), // takes as long as all others together
    readOthers(database, question, frames),
  ]);
  return {
    ...others,
    deployments: bySubjectAndPeriod(deployments),
    weeks: bySubjectAndPeriod(question.unit === 'week' ? deployments : await deploymentCounts(database, { ...question, unit: 'week' })),
  };
}

async function readOthers(database: Database, question: Question, { halfYearWindow }: TimeFrames) {
  const weekly: Question = { ...question, unit: 'week' };
  const teams = question.subjects === 'services' ? 'all' : question.subjects.map(teamOf);
  const isOne = question.subjects !== 'services' && question.subjects.length === 1; // drift is of all together
  return {
    rework: bySubject(await reworkRows(database, { ...question, window: halfYearWindow }, false)),
    leadTimes: bySubjectAndPeriod(await leadTimeRows(database, question)),
    undeployed: bySubject(await undeployedRows(database, question)),
    incidents: bySubjectAndPeriod(await incidentRows(database, question)),
    pages: bySubjectAndPeriod(await pageRows(database, weekly)),
    toil: ofTeams(question, bySubjectAndPeriod(await toilRows(database, question, teams))),
    drift: isOne ? [] : await driftRows(database, question),
    hasDrift: !isOne && (await hasDrift(database)),
    known: await knownBefore(database, question),
    isAlive: await hasLife(database, question),
  };
}

function teamOf({ name, team }: Subject): string {
  return team ?? name;
}

/** Toil is recorded for teams; a subject has that of its team. */
function ofTeams<Row>({ subjects }: Question, rows: ReadonlyMap<string, Row>): ReadonlyMap<string, Row> {
  if (subjects === 'services') return rows;
  const own = subjects.flatMap(subject => {
    const found = rows.get(teamOf(subject));
    return found ? [[subject.name, found] as const] : [];
  });
  return new Map([...rows, ...own]);
}

function wholeValues(subject: string, known: boolean, rows: Rows, frames: TimeFrames): readonly MetricValue[] {
  const frame = { subject, ...frames.whole, quietIsZero: known && rows.isAlive };
  const pages = rows.pages.get(subject);
  const deployed = rows.deployments.get(subject)?.get(wholeWindow);
  return [
    ...deploymentValues(deployed, frame),
    deploymentDays(inPeriods(rows.weeks.get(subject)), frames.weeks, basisOf(deployed), frame),
    ...leadTimeValues(rows.leadTimes.get(subject)?.get(wholeWindow), basisOf(deployed), frame),
    ...undeployedValues(frames.isCurrent ? rows.undeployed.get(subject) : undefined, deployed, frame),
    ...incidentValues(rows.incidents.get(subject)?.get(wholeWindow), frame),
    reworkValue(rows.rework.get(subject), { subject, ...frames.halfYear, quietIsZero: false }),
    pageValue(inPeriods(pages), frames.weeks, frame),
    pageNoise(pages?.get(wholeWindow), frame),
    toilValue(rows.toil.get(subject)?.get(wholeWindow), frame),
    ...(subject === allSubjects ? [driftAge(rows.drift, rows.hasDrift, frame)] : []),
  ];
}

/** A period without rows counts 0 from the first deployment on. */
function periodValues(subject: string, known: boolean, rows: Rows, { periods }: TimeFrames): Measured['periods'] {
  const deployments = rows.deployments.get(subject);
  const leadTimes = rows.leadTimes.get(subject);
  const incidents = rows.incidents.get(subject);
  const toil = rows.toil.get(subject);
  const first = Math.min(...inPeriods(deployments).map(row => row.period));
  return periods.map(({ period, frame: time }) => {
    const frame = { subject, ...time, quietIsZero: rows.isAlive && (known || first < period.key) };
    return {
      period,
      values: [
        ...deploymentValues(deployments?.get(period.key), frame),
        ...leadTimeValues(leadTimes?.get(period.key), basisOf(deployments?.get(period.key)), frame),
        ...incidentValues(incidents?.get(period.key), frame),
        ...(toil ? [toilValue(toil.get(period.key), frame)] : []),
      ],
    };
  });
}
