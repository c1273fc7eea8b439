import { deploymentDays } from '../facts/metrics/delivery-values.ts';
import { devlakeDeploymentValues, devlakeIncidentValues, devlakeLeadTime } from '../facts/metrics/devlake-values.ts';
import type { Measured } from '../measure.ts';
import type { Database } from '../store/database.ts';
import { devlakeDeploymentRows, devlakeIncidentRows } from '../store/metrics/devlake/outcomes.ts';
import { devlakeRequestRows } from '../store/metrics/devlake/pull-requests.ts';
import { hasLife, knownBefore } from '../store/metrics/feed.ts';
import { allSubjects, type Question, wholeWindow } from '../store/metrics/question.ts';
import { bySubjectAndPeriod, inPeriods, subjectNames } from './rows-by-subject.ts';
import type { TimeFrames } from './time-frames.ts';

/** The definition `devlake/2023`: the numbers of the dashboards of Apache DevLake. A service is what DevLake calls a project. */
export async function measureAsDevlake(database: Database, question: Question, frames: TimeFrames): Promise<readonly Measured[]> {
  const deploymentRows = await devlakeDeploymentRows(database, question);
  const deployments = bySubjectAndPeriod(deploymentRows);
  const weekRows = question.unit === 'week' ? deploymentRows : await devlakeDeploymentRows(database, { ...question, unit: 'week' });
  const weeks = bySubjectAndPeriod(weekRows);
  const requests = bySubjectAndPeriod(await devlakeRequestRows(database, question, new Map()));
  const incidents = bySubjectAndPeriod(await devlakeIncidentRows(database, question));
  const known = await knownBefore(database, question);
  const isAlive = await hasLife(database, question);
  return subjectNames(question, [deployments, requests, incidents]).map(subject => {
    const isKnown = subject === allSubjects ? known.size > 0 : known.has(subject);
    const first = Math.min(...inPeriods(deployments.get(subject)).map(row => row.period));
    const valuesOf = (key: number, time: TimeFrames['whole'], quietIsZero: boolean) => {
      const frame = { subject, ...time, quietIsZero };
      return [
        ...devlakeDeploymentValues(deployments.get(subject)?.get(key), frame),
        devlakeLeadTime(requests.get(subject)?.get(key), frame),
        ...devlakeIncidentValues(incidents.get(subject)?.get(key), frame),
      ];
    };
    const whole = { subject, ...frames.whole, quietIsZero: isKnown && isAlive };
    return {
      subject,
      values: [
        ...valuesOf(wholeWindow, frames.whole, isKnown && isAlive),
        deploymentDays(inPeriods(weeks.get(subject)), frames.weeks, 'events', whole),
      ],
      periods: frames.periods.map(({ period, frame }) => ({
        period,
        values: valuesOf(period.key, frame, isAlive && (isKnown || first < period.key)),
      })),
    };
  });
}
