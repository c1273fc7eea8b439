import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { objectsOf } from '../kubernetes.ts';
import { lastDayIn } from './window-checks.ts';

/** Freezes that a deployment tool keeps in its own objects: Argo CD, Cloud Deploy, Harness, Mergify. */
export function* fromManifests(documents: readonly Tree[]): Generator<FactDraft> {
  for (const project of objectsOf(documents, 'argoproj.io/AppProject')) yield* syncWindows(project);
  for (const policy of objectsOf(documents, 'deploy.cloud.google.com/DeployPolicy')) yield* deployPolicy(policy);
  for (const document of documents) {
    if (document.has('freeze.windows')) yield* harnessFreeze(document);
    yield* mergifySchedule(document);
  }
}

/** Both kinds restrict: `deny` closes a window, `allow` closes all other times. */
function* syncWindows(project: Tree): Generator<FactDraft> {
  const windows = project.list('spec.syncWindows').filter(window => /^(?:deny|allow)$/.test(window.text('kind') ?? ''));
  for (const window of windows) {
    yield fact(
      'change.freeze',
      { tool: 'argo-cd', via: 'enforced', onDeployPath: 'yes', recurring: true },
      { line: window.line, endLine: window.endLine },
    );
  }
}

function* deployPolicy(policy: Tree): Generator<FactDraft> {
  const suspended = policy.flag('suspended') === true;
  for (const rule of policy.list('rules')) {
    const windows = rule.get('rolloutRestriction.timeWindows');
    if (!windows) continue;
    const recurring = windows.list('weeklyWindows').length > 0;
    const lastDay = recurring ? '' : lastDayIn(windows.list('oneTimeWindows').map(endOf).join('\n'));
    yield fact(
      'change.freeze',
      { tool: 'google-cloud-deploy', via: 'enforced', onDeployPath: suspended ? 'no' : 'yes', recurring, lastDay },
      { line: windows.line, endLine: windows.endLine },
    );
  }
}

/** `end: 2026-01-05 08:00`, or the date in its parts. */
function endOf(window: Tree): string {
  const [year, month, day] = ['year', 'month', 'day'].map(part => window.text(`endDate.${part}`) ?? '');
  if (year && month && day) return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return window.text('end') ?? window.text('endDate') ?? '';
}

function* harnessFreeze(document: Tree): Generator<FactDraft> {
  const freeze = document.get('freeze');
  if (!freeze) return;
  const recurring = freeze.list('windows').some(window => window.has('recurrence'));
  const ends = freeze.list('windows').map(window => window.text('endTime') ?? window.text('startTime') ?? '');
  yield fact(
    'change.freeze',
    {
      tool: 'harness',
      via: 'enforced',
      onDeployPath: freeze.text('status') === 'Enabled' ? 'yes' : 'no',
      recurring,
      lastDay: recurring ? '' : lastDayIn(ends.join('\n')),
    },
    { line: freeze.line, endLine: freeze.endLine },
  );
}

/** Mergify merges only inside a schedule: merging may or may not deploy. */
function* mergifySchedule(document: Tree): Generator<FactDraft> {
  for (const rule of [...document.list('queue_rules'), ...document.list('pull_request_rules')]) {
    const conditions = ['conditions', 'queue_conditions', 'merge_conditions'].flatMap(key => rule.list(key));
    const schedule = conditions.find(condition =>
      /^-?(?:schedule|current-(?:datetime|time|day-of-week))\s*[!=<>]/.test(condition.text() ?? ''),
    );
    if (schedule) yield fact('change.freeze', { tool: 'mergify', via: 'enforced', recurring: true }, { line: schedule.line });
  }
}

/** Stages of a Spinnaker pipeline that run inside a time window only. */
export function* fromSpinnaker(json: Tree | undefined): Generator<FactDraft> {
  for (const stage of json?.list('stages') ?? []) {
    if (stage.flag('restrictExecutionDuringTimeWindow') !== true) continue;
    const deploys = /deploy|bake|rollout|patch|promote/i.test(stage.text('type') ?? '');
    yield fact(
      'change.freeze',
      { tool: 'spinnaker', via: 'enforced', onDeployPath: deploys ? 'yes' : 'unknown', recurring: true },
      { line: stage.line, endLine: stage.endLine },
    );
  }
}
