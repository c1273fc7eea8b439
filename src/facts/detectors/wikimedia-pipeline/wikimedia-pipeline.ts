import type { Tree } from '../../../lib/tree.ts';
import { detector, type Located } from '../../detector.ts';
import type { Reading } from '../commands/effects.ts';
import { readScript } from '../commands/read-script.ts';
import { type JobFinding, lineOfKey, type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';

/** A stage builds a variant of a Blubber file and may run it: what it does stands in the variant's entry point. */
type Finding =
  | { readonly is: 'stage'; readonly job: JobFinding; readonly blubberFile: string; readonly variant: string }
  | { readonly is: 'variant'; readonly name: string; readonly reading: Reading }
  | Extract<PipelineFinding, { is: 'workflow' }>;

export const wikimediaPipeline = detector<Finding>({
  id: 'wikimedia-pipeline',
  title: 'Wikimedia PipelineLib',
  docs: 'https://wikitech.wikimedia.org/wiki/PipelineLib',
  reads: [{ extensions: ['.yaml', '.yml'], path: /^\.pipeline\/(?:[\w-]+\/)?[\w.-]+$/ }],
  emits: pipelineKinds,

  *parse(file) {
    const document = file.yaml()[0];
    if (!document) return;
    if (document.has('variants')) yield* variantsOf(document);
    const lines = file.text.split('\n');
    for (const [name, pipeline] of document.pairs('pipelines')) {
      const line = lineOfKey(lines, name, pipeline.line);
      yield {
        is: 'workflow',
        tool: 'wikimedia-pipeline',
        name,
        line,
        triggers: ['pull_request'],
        enabled: 'yes',
        opaque: false,
        sharedTemplate: false,
      };
      yield* stagesOf(name, pipeline);
    }
  },

  *link(findings, scene) {
    yield* pipelineFacts(
      findings.flatMap(located => withReading(located, findings)),
      scene,
    );
  },
});

function* variantsOf(document: Tree): Generator<Finding> {
  for (const [name, variant] of document.pairs('variants')) {
    const entry = variant.get('entrypoint');
    const words = entry?.texts() ?? [];
    const reading = entry
      ? readScript(words.map(word => (/^[\w./=:@-]+$/.test(word) ? word : `'${word.replaceAll("'", '')}'`)).join(' '), entry.line)
      : [];
    yield { is: 'variant', name, reading };
  }
}

function* stagesOf(workflow: string, pipeline: Tree): Generator<Finding> {
  let before = '';
  for (const stage of pipeline.list('stages')) {
    const name = stage.text('name') ?? '';
    const runs = stage.has('run') && stage.flag('run') !== false;
    const deploys = stage.get('deploy');
    const reading: Reading = deploys ? [{ does: 'deploy', how: 'environment', command: 'deploy', line: deploys.line, blocking: true }] : [];
    const job: JobFinding = {
      is: 'job',
      tool: 'wikimedia-pipeline',
      workflow,
      name,
      line: stage.line,
      triggers: ['pull_request'], // Zuul runs it on every patch set of a Gerrit change
      enabled: 'yes',
      gate: 'none',
      reading,
      needs: before ? [before] : [],
      environment: '',
      advisory: false,
    };
    yield {
      is: 'stage',
      job,
      blubberFile: pipeline.text('blubberfile') ?? 'blubber.yaml',
      variant: runs ? (stage.text('build') ?? '') : '',
    };
    before = name;
  }
}

function withReading({ path, finding }: Located<Finding>, all: readonly Located<Finding>[]): readonly Located<PipelineFinding>[] {
  if (finding.is === 'variant') return [];
  if (finding.is === 'workflow') return [{ path, finding }];
  const blubber = `.pipeline/${finding.blubberFile.replace(/^\.?\/?(?:\.pipeline\/)?/, '')}`;
  const readings = all.flatMap(other => {
    const fits = other.finding.is === 'variant' && other.path === blubber && other.finding.name === finding.variant;
    if (!fits || other.finding.is !== 'variant') return [];
    return other.finding.reading.map(item => ('runner' in item ? item : { ...item, path: blubber }));
  });
  return [{ path, finding: { ...finding.job, reading: [...readings, ...finding.job.reading] } }];
}
