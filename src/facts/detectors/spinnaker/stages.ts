import type { Tree } from '../../../lib/tree.ts';
import { isProduction, tierOf, wordsOf } from '../../production.ts';
import type { Reading } from '../commands/effects.ts';
import { effectsOfName } from '../commands/names.ts';
import { deliveryJob, stepEffect } from '../delivery-jobs.ts';
import { branchTrigger, type JobFinding, type PipelineFinding } from '../pipeline-findings.ts';
import { analysisTypes, stageTypes } from './stages.data.ts';

export const tool = 'spinnaker';

/** The jobs of a pipeline: stages wait for those that they name. */
export function* pipelineFindings(pipeline: Tree): Generator<PipelineFinding> {
  const written = pipeline.list('stages').slice(0, 300);
  const stages = written.filter(stage => stage.has('type'));
  const triggers = triggersOf(pipeline);
  const workflow = [pipeline.text('application'), pipeline.text('name')].filter(name => name && !/^_+$/.test(name)).join(': ');
  const opaque = stages.length < written.length || stages.every(stage => stage.text('type') === 'pipeline') || pipeline.has('template');
  const enabled = pipeline.flag('disabled') === true ? 'no' : 'yes';
  yield { is: 'workflow', tool, name: workflow, line: pipeline.line, triggers, enabled, opaque, sharedTemplate: opaque };
  for (const stage of stages) yield stageJob(stage, { workflow, triggers, enabled, stages });
}

interface Pipeline {
  readonly workflow: string;
  readonly triggers: readonly string[];
  readonly enabled: 'yes' | 'no';
  readonly stages: readonly Tree[];
}

function stageJob(stage: Tree, { workflow, triggers, enabled, stages }: Pipeline): JobFinding {
  const type = stage.text('type') ?? '';
  const environment = environmentOf(stage);
  const reading = isTrial(stage, stages) ? [] : readingOf(stage, type);
  const deploys = reading.some(item => 'does' in item && item.does === 'deploy');
  const byHand = triggers.every(trigger => trigger === 'manual');
  return deliveryJob({
    tool,
    workflow,
    name: nameOf(stage),
    line: stage.get('type')?.line ?? stage.line,
    triggers,
    enabled,
    gate: gateOf(stage, type) ?? (deploys && byHand ? 'manual_start' : deploys && waitsConditionally(stage, stages) ? 'settings' : 'none'),
    reading,
    needs: stage.texts('requisiteStageRefIds').flatMap(id => stages.filter(other => other.text('refId') === id).map(nameOf)),
    environment,
    advisory: stage.flag('failPipeline') === false && stage.flag('continuePipeline') === true,
  });
}

/** Names need not be unique. */
function nameOf(stage: Tree): string {
  return `${stage.text('name') ?? stage.text('type') ?? ''} (${stage.text('refId') ?? ''})`;
}

/** A judgment or an analysis whose failure lets the pipeline go on stops nothing; one under a condition may not be asked. */
function gateOf(stage: Tree, type: string): JobFinding['gate'] | undefined {
  const asks = type === 'manualJudgment';
  if (!asks && !analysisTypes.has(type)) return undefined;
  const stops = stage.flag('failPipeline') !== false || stage.flag('continuePipeline') !== true;
  return stops && !isConditional(stage) ? (asks ? 'human' : 'automated') : 'none';
}

function isConditional(stage: Tree): boolean {
  return stage.text('stageEnabled.type') === 'expression';
}

function waitsConditionally(stage: Tree, stages: readonly Tree[]): boolean {
  return ancestorsOf(stage, stages).some(other => gateOf(other, other.text('type') ?? '') === 'none' && isConditional(other));
}

function ancestorsOf(stage: Tree, stages: readonly Tree[]): readonly Tree[] {
  const found = new Set<Tree>();
  const open = [stage];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const id of next.texts('requisiteStageRefIds')) {
      for (const other of stages) {
        if (other.text('refId') !== id || found.has(other)) continue;
        found.add(other);
        open.push(other);
      }
    }
  }
  return [...found];
}

const trialWords = new Set(['canary', 'baseline', 'control', 'experiment']);

/** The versions that an analysis compares are part of it, not the release. */
function isTrial(stage: Tree, stages: readonly Tree[]): boolean {
  const names = [stage.text('name'), stage.text('clusters.stack'), stage.text('clusters.freeFormDetails')];
  if (!names.some(name => wordsOf(name ?? '').some(word => trialWords.has(word)))) return false;
  return stages.some(other => analysisTypes.has(other.text('type') ?? '') && ancestorsOf(other, stages).includes(stage));
}

function readingOf(stage: Tree, type: string): Reading {
  const name = stage.text('name') ?? '';
  const line = stage.get('type')?.line ?? stage.line;
  const known = stageTypes[type];
  if (known && !(type === 'terraform' && stage.text('action') !== 'apply')) return [stepEffect(known[0], type, line, known[1])];
  const runs = ['jenkins', 'travis', 'webhook', 'runJob', 'runJobManifest', 'script', 'pipeline', 'gcb', 'codebuild', 'concourse'].includes(
    type,
  );
  return runs ? effectsOfName(name, { command: `${type}: ${name}`, line, blocking: stage.flag('failPipeline') !== false }) : [];
}

/** What the stage works on: the first of its places whose name means an environment. */
export function environmentOf(stage: Tree): string {
  const cluster = stage.list('clusters')[0];
  const places = [
    cluster?.text('stack'),
    cluster?.text('account'),
    stage.text('namespaceOverride'),
    stage.text('account'),
    stage.text('credentials'),
    stage.list('manifests')[0]?.text('metadata.namespace'),
    stage.text('location'),
  ].flatMap(place => (place && !place.includes('${') ? [place] : []));
  return places.find(place => tierOf(place) !== 'unknown' || isProduction(place) === 'yes') ?? '';
}

/** Without an active trigger a person starts the pipeline. */
function triggersOf(pipeline: Tree): readonly string[] {
  const active = pipeline.list('triggers').filter(trigger => trigger.flag('enabled') !== false && trigger.text('type') !== 'manual');
  if (active.length === 0) return ['manual'];
  return [
    ...new Set(
      active.map(trigger => {
        const type = trigger.text('type');
        if (type === 'cron') return 'schedule';
        return type === 'git' ? branchTrigger([trigger.text('branch') ?? ''].filter(Boolean)) : 'other';
      }),
    ),
  ];
}
