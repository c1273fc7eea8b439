import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { isProduction } from '../../production.ts';
import { objectsOf } from '../kubernetes.ts';
import { deployName } from './change-freeze.data.ts';
import { lastDayIn } from './window-checks.ts';

/** Freezes that a deployment tool keeps in its own objects: Argo CD, Cloud Deploy, Harness, Mergify. */
export function* fromManifests(documents: readonly Tree[]): Generator<FactDraft> {
  for (const project of objectsOf(documents, 'argoproj.io/AppProject')) yield* syncWindows(project);
  for (const policy of objectsOf(documents, 'deploy.cloud.google.com/DeployPolicy')) yield* deployPolicy(policy);
  for (const document of documents) {
    if (document.has('freeze.windows')) yield* harnessFreeze(document);
    yield* mergifySchedule(document);
    yield* screwdriverWindows(document);
    yield* allowedTimes(document);
    if (!document.has('kind')) yield* projectsOfChart(document);
  }
}

/** Both kinds restrict: `deny` closes a window, `allow` closes all other times. */
function* syncWindows(project: Tree, path = 'spec.syncWindows'): Generator<FactDraft> {
  const windows = project.list(path).filter(window => /^(?:deny|allow)$/.test(window.text('kind') ?? ''));
  for (const window of windows) {
    yield fact(
      'change.freeze',
      { tool: 'argo-cd', via: 'enforced', onDeployPath: 'yes', recurring: true },
      { line: window.line, endLine: window.endLine },
    );
  }
}

/** Values of the chart that makes projects: https://github.com/argoproj/argo-helm/tree/main/charts/argocd-apps */
function* projectsOfChart(values: Tree): Generator<FactDraft> {
  const named = [...values.pairs('projects'), ...values.pairs('argocd-apps.projects')].map(([, project]) => project);
  const listed = [...values.list('projects'), ...values.list('additionalProjects')].filter(project => project.has('name'));
  for (const project of [...named, ...listed]) yield* syncWindows(project, 'syncWindows');
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

/** Jobs of Screwdriver that do not start in certain minutes, as a list of cron lines. */
function* screwdriverWindows(document: Tree): Generator<FactDraft> {
  for (const [name, job] of document.pairs('jobs')) {
    const windows = job.get('freezeWindows');
    if (!windows || windows.list().length === 0) continue;
    const onDeployPath = isProduction(name) === 'no' ? 'no' : isProduction(name) === 'yes' || deployName.test(name) ? 'yes' : 'unknown';
    yield fact('change.freeze', { tool: 'screwdriver', via: 'enforced', onDeployPath, recurring: true }, { line: windows.line });
  }
}

/** Managed delivery of Spinnaker: an environment takes versions at certain times only. */
function* allowedTimes(document: Tree): Generator<FactDraft> {
  if (!document.has('application') || !document.has('artifacts')) return;
  for (const environment of document.list('environments')) {
    const constraint = environment.list('constraints').find(each => each.text('type') === 'allowed-times');
    if (!constraint) continue;
    const onDeployPath = isProduction(environment.text('name') ?? '') === 'no' ? 'no' : 'yes';
    yield fact('change.freeze', { tool: 'spinnaker', via: 'enforced', onDeployPath, recurring: true }, { line: constraint.line });
  }
}

/** Stages of a Spinnaker pipeline that run inside a time window only. */
export function* fromSpinnaker(json: Tree | undefined): Generator<FactDraft> {
  const pipelines = json?.has('pipelines') ? json.list('pipelines') : (json?.list() ?? []);
  for (const stage of pipelines.flatMap(pipeline => pipeline.list('stages'))) {
    if (stage.flag('restrictExecutionDuringTimeWindow') !== true) continue;
    const deploys = /deploy|bake|rollout|patch|promote/i.test(stage.text('type') ?? '');
    yield fact(
      'change.freeze',
      { tool: 'spinnaker', via: 'enforced', onDeployPath: deploys ? 'yes' : 'unknown', recurring: true },
      { line: stage.line, endLine: stage.endLine },
    );
  }
}
