import type { Tree } from '../../../lib/tree.ts';
import type { FactDraft } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import { rollout } from './rollout-fact.ts';

/** A rollout that may be analysed by templates which stand in other files. */
export interface Analysed {
  readonly draft: FactDraft;
  readonly templates: readonly { readonly name: string; readonly dryRun: readonly string[] }[];
}

export interface AnalysisTemplate {
  readonly template: string;
  /** The metrics that decide. */
  readonly metrics: readonly string[];
}

const metricProviders = [
  'prometheus',
  'datadog',
  'newRelic',
  'cloudWatch',
  'wavefront',
  'kayenta',
  'graphite',
  'influxdb',
  'skywalking',
  'web',
  'plugin',
];

/** Argo Rollouts: `strategy.canary` or `strategy.blueGreen`; analysis counts only when its template exists and measures something. */
export function* argoRollouts(file: SourceFile): Generator<Analysed | AnalysisTemplate> {
  for (const object of objectsOf(file.yaml(), 'argoproj.io/Rollout')) {
    const canary = object.get('spec.strategy.canary');
    const blueGreen = object.get('spec.strategy.blueGreen');
    const strategy = canary ?? blueGreen;
    if (!strategy) continue;
    const steps = canary?.list('steps') ?? [];
    const isRolling = canary !== undefined && steps.length === 0 && !canary.has('trafficRouting');
    const draft = rollout(
      {
        tool: 'argo-rollouts',
        name: object.text('metadata.name') ?? '',
        strategy: isRolling ? 'rolling' : canary ? 'canary' : 'blue_green',
        healthGate: object.list('spec.template.spec.containers').some(container => container.has('readinessProbe')),
        manualStep: steps.some(isEndless) || blueGreen?.flag('autoPromotionEnabled') === false,
      },
      { line: strategy.line, templated: file.templated, environment: object.text('metadata.namespace') ?? '' },
    );
    yield { draft, templates: isRolling ? [] : [...templatesOf(strategy, steps)] };
  }
  for (const object of objectsOf(file.yaml(), 'argoproj.io/AnalysisTemplate', 'argoproj.io/ClusterAnalysisTemplate')) {
    const name = object.text('metadata.name');
    const dryRun = dryRunsOf(object.get('spec'));
    const metrics = object.list('spec.metrics').filter(metric => measures(metric) && !isDry(metric.text('name') ?? '', dryRun));
    if (name && metrics.length > 0) yield { template: name, metrics: metrics.map(metric => metric.text('name') ?? '') };
  }
}

/** `pause: {}` waits for a person. */
function isEndless(step: Tree): boolean {
  const pause = step.get('pause');
  return pause !== undefined && !pause.has('duration');
}

/** Whether a metric only runs dry: it is named, or a pattern is given that may name it. */
export function isDry(metric: string, dryRun: readonly string[]): boolean {
  return dryRun.some(name => name === metric || /[*+.|([]/.test(name));
}

function dryRunsOf(tree: Tree | undefined): readonly string[] {
  return (tree?.list('dryRun') ?? []).map(each => each.text('metricName') ?? '');
}

function* templatesOf(strategy: Tree, steps: readonly Tree[]): Generator<Analysed['templates'][number]> {
  const analyses = [
    ...strategy.list('analysis'),
    ...strategy.list('prePromotionAnalysis'),
    ...strategy.list('postPromotionAnalysis'),
    ...steps.flatMap(step => step.list('analysis')),
  ];
  for (const analysis of analyses) {
    const dryRun = dryRunsOf(analysis);
    for (const template of [...analysis.list('templates'), analysis]) {
      const name = template.text('templateName');
      if (name) yield { name, dryRun };
    }
  }
}

function measures(metric: Tree): boolean {
  const conditions = [metric.text('successCondition'), metric.text('failureCondition')].filter(text => text !== undefined);
  const decides = conditions.some(text => text.trim() !== 'true' && text.trim() !== 'false');
  return decides && metric.number('failureLimit') !== -1 && metricProviders.some(provider => metric.has(`provider.${provider}`));
}

/** Flagger analyses by itself; with `skipAnalysis` it promotes at once. */
export function* flaggerCanaries(file: SourceFile): Generator<FactDraft> {
  for (const object of objectsOf(file.yaml(), 'flagger.app/Canary')) {
    const analysis = object.get('spec.analysis') ?? object.get('spec.canaryAnalysis');
    if (!analysis) continue;
    const skipped = object.flag('spec.skipAnalysis') === true;
    const measured =
      !skipped &&
      analysis.list('metrics').some(metric => metric.has('thresholdRange') || metric.has('threshold') || metric.has('templateRef'));
    const blueGreen = analysis.has('iterations') && !analysis.has('match') && !analysis.has('stepWeight') && !analysis.has('maxWeight');
    yield rollout(
      {
        tool: 'flagger',
        name: object.text('spec.targetRef.name') ?? object.text('metadata.name') ?? '',
        strategy: skipped ? 'rolling' : blueGreen ? 'blue_green' : 'canary',
        healthGate: true,
        analysis: measured,
        autoRollback: skipped ? 'none' : measured ? 'metric' : 'health',
        manualStep: analysis.list('webhooks').some(hook => hook.text('type') === 'confirm-promotion'),
      },
      { line: analysis.line, templated: file.templated, environment: object.text('metadata.namespace') ?? '' },
    );
  }
}
