import { type FactDraft, fact } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { isProduction, tierOf, wordsOf } from '../../production.ts';
import { decidingEffect, deployOf, type Effect, type JobSetting, jobFields } from '../commands/effects.ts';
import { namesDeployment, namesDocuments } from '../commands/names.ts';
import { namesOperation } from '../operations.ts';
import { environmentsOf } from './environments.ts';
import { asksForReleaseBranch } from './releases.ts';
import { localPath, type Run } from './runs.ts';
import { enabledUnder, onChangeOf, runsAnyway, stoppedBy } from './triggers.ts';
import type { JobFinding } from './workflow.ts';

const tool = 'github-actions';
const toEnvironments: ReadonlySet<string> = new Set(['environment', 'gitops', 'likely_gitops', 'script', 'likely_script']);
const mostEnvironments = 12;

interface ToldRun {
  readonly run: Run;
  /** The runs that must have ended before. */
  readonly before: readonly Run[];
  /** Those among them that keep it from starting when they fail. */
  readonly stopping: readonly Run[];
  readonly setting: JobSetting;
  readonly fields: ReturnType<typeof jobFields>;
  readonly environments: readonly string[];
}

/** The facts of all jobs of one workflow: one per job and environment it works on. */
export function* jobFacts(runs: readonly Run[]): Iterable<FactDraft> {
  const all = new Map(runs.map(run => [run, told(run, runs)]));
  const defined = new Set<string>();
  for (const each of all.values()) {
    const { run, setting, environments } = each;
    const verified = verifiedBefore(each, all);
    for (const environment of environments.length > 0 ? environments : ['']) yield jobFact(each, environment, verified);
    yield* definitions(run, environments, defined);
    yield* announcements(run, setting);
  }
}

function told(run: Run, runs: readonly Run[]): ToldRun {
  const before = earlier(run, runs, job => job.needs);
  const stopping = earlier(run, runs, job => stoppedBy(job.needs, job.condition));
  const setting = settingOf(run, before);
  return { run, before, stopping, setting, fields: jobFields(run.effects, setting), environments: worksOn(run, setting) };
}

type VerifiedBefore = FactFields<'pipeline.job'>['verifiedBefore'];

/**
 * Whether a release lies in environments other than production, where a check of it has to pass before this job starts. Where jobs between
 * the two start whatever happened, what they hand on decides, and that is not read.
 */
function verifiedBefore({ run, before, stopping, setting }: ToldRun, all: ReadonlyMap<Run, ToldRun>): VerifiedBefore {
  if (!deploysTo(run, setting)) return 'no';
  const checks = before.filter(other => isCheckedRelease(all.get(other), all));
  if (checks.some(check => stopping.includes(check))) return 'yes';
  const asks = run.conditions.some(condition => /\bneeds\./.test(condition));
  return checks.length > 0 && (asks || !run.conditions.some(runsAnyway)) ? 'unknown' : 'no';
}

function isCheckedRelease(check: ToldRun | undefined, all: ReadonlyMap<Run, ToldRun>): boolean {
  return check !== undefined && stopsBadRelease(check) && [check.run, ...check.before].some(each => liesOutsideProduction(all.get(each)));
}

function stopsBadRelease({ run, fields }: ToldRun): boolean {
  const checks = run.effects.some(({ does, blocking }) => blocking && (does === 'smoke' || does === 'test' || does === 'opaque_test'));
  return fields.verifies && !run.job.advisory && checks;
}

function liesOutsideProduction(release: ToldRun | undefined): boolean {
  if (!release || !deploysTo(release.run, release.setting) || release.environments.length === 0) return false;
  return release.environments.every(name => name !== 'preview' && isProduction(name) === 'no');
}

function settingOf(run: Run, before: readonly Run[]): JobSetting {
  const names = [run.caller.id, run.job.id, run.job.name, run.workflow.name];
  return {
    afterDeploy: before.some(other => deploysTo(other, { saysDeploy: true })),
    saysDeploy: run.job.environment !== '' || names.some(name => namesDeployment(wordsOf(name)) || /^(?:release|publish|cd)\b/i.test(name)),
    advisory: run.job.advisory,
    aboutDocuments: [...names, run.path.replace(/^.*\//, '')].some(namesDocuments) && isProduction(run.job.environment) !== 'yes',
  };
}

function deploysTo(run: Run, setting: Pick<JobSetting, 'saysDeploy'>): boolean {
  return toEnvironments.has(deployOf(run.effects, setting)?.how ?? '');
}

/** The runs that must have ended before this one, those inside the same called workflow among them. */
function earlier(run: Run, runs: readonly Run[], needs: (job: JobFinding) => readonly string[]): readonly Run[] {
  const callers = reached(needs(run.caller), id => runs.filter(other => other.caller.id === id).flatMap(other => needs(other.caller)));
  const inside = runs.filter(other => other.caller === run.caller && other.job !== other.caller);
  const siblings =
    run.job === run.caller
      ? new Set<string>()
      : reached(needs(run.job), id => inside.filter(other => other.job.id === id).flatMap(other => needs(other.job)));
  return [...runs.filter(other => callers.has(other.caller.id)), ...inside.filter(other => siblings.has(other.job.id))];
}

function reached(start: readonly string[], next: (id: string) => readonly string[]): ReadonlySet<string> {
  const found = new Set(start);
  for (const id of found) for (const further of next(id)) found.add(further);
  return found;
}

function worksOn(run: Run, setting: JobSetting): readonly string[] {
  const telling = run.effects.filter(
    effect => (effect.does === 'deploy' && toEnvironments.has(effect.how ?? '')) || effect.does === 'plan',
  );
  const works = run.job.environment !== '' || deploysTo(run, setting) || telling.some(effect => effect.does === 'plan');
  if (!works) return [];
  const said = telling.flatMap(effect => effect.environment ?? []);
  if (said.length > 0) return [...new Set(said)];
  const found = environmentsOf(
    run.job,
    run.workflow,
    run.known,
    telling.map(effect => effect.command),
  );
  if (found.length > 0) return found.slice(0, mostEnvironments);
  const sourceName = run.caller === run.job ? [] : environmentsOf(run.caller, run.workflow, run.known, []);
  if (sourceName.length > 0) return sourceName.slice(0, mostEnvironments);
  return run.triggers.length > 0 && run.triggers.every(trigger => trigger === 'pull_request') && deploysTo(run, setting) ? ['preview'] : [];
}

function jobFact({ run, before, setting, fields }: ToldRun, environment: string, verified: VerifiedBefore): FactDraft {
  const deciding = decidingEffect(run.effects, setting);
  const enabled = run.conditions.map(enabledUnder);
  const byHand = run.triggers.length > 0 && run.triggers.every(trigger => trigger === 'manual');
  return fact(
    'pipeline.job',
    {
      ...fields,
      tool,
      workflow: run.workflow.name || run.path.replace(/^.*\//, ''),
      name: run.name,
      triggers: [...run.triggers],
      enabled: enabled.includes('no') ? 'no' : enabled.includes('unknown') ? 'unknown' : 'yes',
      onChange: onChangeOf(run.triggers),
      automatic: run.automatic,
      gate: gateOf(run, before, byHand, deploysTo(run, setting)),
      verifiedBefore: verified,
      elsewhere: run.job.uses !== '' && localPath(run.job.uses) === undefined,
      measuresDora: fields.measuresDora || [run.workflow.name, run.job.name].some(namesDora),
      selfService: byHand && run.workflow.hasInputs && isOperation(run),
    },
    {
      path: run.path,
      line: lineOf(run, deciding),
      scope: { environment, production: environment === 'preview' ? 'no' : isProduction(environment) },
    },
  );
}

function lineOf(run: Run, deciding: Effect | undefined): number {
  if (deciding) return deciding.from ?? deciding.line;
  return run.job === run.caller ? run.job.line : run.caller.usesLine;
}

function gateOf(run: Run, before: readonly Run[], byHand: boolean, deploys: boolean): 'none' | 'human' | 'manual_start' | 'settings' {
  if (run.asks || before.some(other => other.asks)) return 'human';
  if (run.job.environment !== '') return 'settings';
  if (byHand) return 'manual_start';
  return deploys && (isRelease(run) || isHeld(run, before)) ? 'settings' : 'none';
}

/** A job that does nothing but wait for whoever may approve its environment, which a setting of the forge names. */
function isHeld(run: Run, before: readonly Run[]): boolean {
  if (run.conditions.some(runsAnyway)) return false;
  return before.some(({ job, effects }) => job.environment !== '' && effects.length === 0 && [job.id, job.name].some(namesApproval));
}

function namesApproval(name: string): boolean {
  return wordsOf(name).some(word => /^(?:approv(?:e|al|als|ed|er)|signoff|confirm(?:ation)?|gate|hold)$/.test(word));
}

/** Who may tag, or merge into a branch of releases, is a setting of the forge. */
function isRelease({ triggers, workflow, conditions }: Run): boolean {
  const itself = triggers.filter(trigger => trigger !== 'manual' && trigger !== 'call');
  return itself.length > 0 && (workflow.ofReleases || itself.every(trigger => trigger === 'tag') || conditions.some(asksForReleaseBranch));
}

/** DORA is also a European regulation: the word alone says nothing. */
function namesDora(name: string): boolean {
  const words = wordsOf(name);
  return words.includes('dora') && words.some(word => word === 'metrics' || word === 'metric');
}

function isOperation(run: Run): boolean {
  return [run.workflow.name, run.path.replace(/^.*\//, ''), run.job.id, run.job.name].some(namesOperation);
}

function* definitions(run: Run, environments: readonly string[], defined: Set<string>): Iterable<FactDraft> {
  for (const name of environments) {
    const tier = name === 'preview' ? 'preview' : tierOf(name);
    if (name.includes('*') || (run.job.environment === '' && tier === 'unknown') || defined.has(name)) continue;
    defined.add(name);
    const line = run.job !== run.caller ? run.caller.usesLine : run.job.environment === '' ? run.job.line : run.job.environmentLine;
    yield fact('environment.definition', { tool, name, tier }, { path: run.path, line, scope: { environment: name } });
  }
}

/** A message sent after every deployment, not only after a failed one. */
function* announcements(run: Run, setting: JobSetting): Iterable<FactDraft> {
  const message = run.effects.find(effect => effect.does === 'announce');
  if (!message || !(setting.afterDeploy || deploysTo(run, setting)) || run.conditions.some(condition => /\bfailure\(\)/.test(condition)))
    return;
  const where = /slack|teams|discord|telegram|mattermost|chat/i.exec(message.command)?.[0].toLowerCase() ?? '';
  const line = message.from ?? message.line;
  yield fact('change.announcement', { tool, where }, { path: run.path, line, scope: { environment: worksOn(run, setting)[0] ?? '' } });
}
