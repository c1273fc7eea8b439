import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector, type Located } from '../../detector.ts';
import { tierOf } from '../../production.ts';
import { branchTrigger, type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { stageRollouts } from './rollouts.ts';
import { stageJobs, tool } from './stages.ts';

type Finding =
  | { readonly is: 'pipeline'; readonly identifier: string; readonly findings: readonly PipelineFinding[] }
  | { readonly is: 'draft'; readonly draft: FactDraft }
  | { readonly is: 'trigger'; readonly pipeline: string; readonly triggers: readonly string[] }
  /** An entity that says of which type an environment is. */
  | { readonly is: 'environment'; readonly identifier: string; readonly name: string; readonly production: boolean; readonly line: number };

export const harness = detector<Finding>({
  id: 'harness',
  title: 'Harness',
  docs: 'https://developer.harness.io/docs/platform/pipelines/harness-yaml-quickstart/',
  reads: [{ extensions: ['.yaml', '.yml'], text: ['orgIdentifier', 'projectIdentifier', 'pipelineIdentifier'] }],
  emits: [...pipelineKinds, 'rollout'],

  *parse(file) {
    for (const document of file.yaml()) {
      const pipeline = document.get('pipeline');
      if (pipeline?.list('stages').some(stage => stage.has('stage') || stage.has('parallel'))) yield* pipelineOf(pipeline);
      const trigger = document.get('trigger');
      if (trigger?.has('pipelineIdentifier') && trigger.flag('enabled') !== false) yield triggerOf(trigger);
      const environment = document.get('environment');
      const type = environment?.text('type');
      if (!environment?.has('identifier') || (type !== 'Production' && type !== 'PreProduction')) continue;
      const identifier = environment.text('identifier') ?? '';
      yield {
        is: 'environment',
        identifier,
        name: environment.text('name') ?? identifier,
        production: type === 'Production',
        line: environment.line,
      };
    }
  },

  *link(findings, scene) {
    const triggers = findings.flatMap(({ finding }) => (finding.is === 'trigger' ? [finding] : []));
    const environments = findings.flatMap(({ finding }) => (finding.is === 'environment' ? [finding] : []));
    const production = new Map(environments.map(each => [each.identifier, each.production]));
    yield* inTypes(pipelineFacts(started(findings, triggers), scene), production);
    for (const { path, finding } of findings) {
      if (finding.is === 'draft') yield* inTypes([{ path, ...finding.draft }], production);
      if (finding.is === 'environment') yield environmentFact(path, finding);
    }
  },
});

function* pipelineOf(pipeline: Tree): Generator<Finding> {
  const identifier = pipeline.text('identifier') ?? '';
  const name = pipeline.text('name') ?? identifier;
  const stages = pipeline.list('stages');
  const all = stages.flatMap(item => (item.has('parallel') ? item.list('parallel') : [item])).flatMap(item => item.get('stage') ?? []);
  const shared = all.some(stage => stage.has('template'));
  const base = { tool, name, line: pipeline.line, triggers: ['other'], enabled: 'yes' } as const;
  const jobs = [...stageJobs(stages, name, environmentOf)];
  yield { is: 'pipeline', identifier, findings: [{ is: 'workflow', ...base, opaque: shared, sharedTemplate: shared }, ...jobs] };
  for (const stage of all) for (const draft of stageRollouts(stage, environmentOf(stage))) yield { is: 'draft', draft };
}

/** A reference that is given at the start, or chosen by an expression, names nothing. */
function environmentOf(stage: Tree): string {
  const spec = stage.get('spec') ?? stage.get('template.templateInputs.spec');
  const named =
    spec?.text('environment.environmentRef') ??
    spec?.list('environments.values')[0]?.text('environmentRef') ??
    spec?.text('environmentGroup.envGroupRef') ??
    '';
  return named.includes('<+') ? '' : named.replace(/^(?:account|org)\./, '');
}

function triggerOf(trigger: Tree): Finding {
  const source = trigger.get('source');
  const event = source?.text('spec.spec.type') ?? '';
  const branches = source?.list('spec.spec.spec.payloadConditions').filter(condition => condition.text('key') === 'targetBranch') ?? [];
  const names = branches.flatMap(condition => (condition.text('value') ?? '').split(',').map(name => name.trim()));
  const started = /PullRequest|MergeRequest/.test(event) ? 'pull_request' : event === 'Push' ? branchTrigger(names) : 'other';
  const triggers = source?.text('type') === 'Scheduled' ? ['schedule'] : [started];
  return { is: 'trigger', pipeline: trigger.text('pipelineIdentifier') ?? '', triggers };
}

/** The pipelines with the triggers that stand in files of their own; without one nobody knows what starts them. */
function started(
  findings: readonly Located<Finding>[],
  all: readonly { readonly pipeline: string; readonly triggers: readonly string[] }[],
): readonly Located<PipelineFinding>[] {
  return findings.flatMap(({ path, finding }) => {
    if (finding.is !== 'pipeline') return [];
    const own = all.filter(trigger => trigger.pipeline === finding.identifier).flatMap(({ triggers }) => triggers);
    if (own.length === 0) return finding.findings.map(each => ({ path, finding: each }));
    const triggers = [...new Set(own)];
    return finding.findings.map(each => ({ path, finding: 'triggers' in each ? { ...each, triggers } : each }));
  });
}

/** The type of an environment says more than its name. */
function* inTypes(drafts: Iterable<FactDraft>, production: ReadonlyMap<string, boolean>): Generator<FactDraft> {
  for (const draft of drafts) {
    const known = production.get(draft.scope?.environment ?? '');
    yield known === undefined ? draft : { ...draft, scope: { ...draft.scope, production: known ? 'yes' : 'no' } };
  }
}

function environmentFact(path: string, { name, production, line }: Extract<Finding, { is: 'environment' }>): FactDraft {
  const named = tierOf(name);
  const tier = production ? 'production' : named === 'production' || named === 'unknown' ? 'staging' : named;
  return fact(
    'environment.definition',
    { tool, name, tier },
    { path, line, scope: { environment: name, production: production ? 'yes' : 'no' } },
  );
}
