import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { lineOfKey, type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { publicNamespaces } from './orbs.data.ts';
import { stepsReading } from './steps.ts';
import { workflowJobs } from './workflows.ts';

export const circleCi = detector<PipelineFinding>({
  id: 'circleci',
  title: 'CircleCI',
  docs: 'https://circleci.com/docs/reference/configuration-reference/',
  reads: [{ extensions: ['.yml', '.yaml'], path: /^\.circleci\/[^/]+$/ }],
  emits: pipelineKinds,

  *parse(file) {
    const config = file.yaml()[0];
    if (config?.kind !== 'map') return;
    yield* privateOrbs(config, file);
    const workflows = config.pairs('workflows').filter(([, workflow]) => workflow.has('jobs'));
    // without workflows, the job `build` runs on every push
    if (workflows.length === 0) yield* loneBuild(config, file);
    for (const [name, workflow] of workflows) yield* workflowJobs(name, workflow, config, file);
  },

  link: pipelineFacts,
});

function* loneBuild(config: Tree, file: SourceFile): Generator<PipelineFinding> {
  const build = config.get('jobs.build');
  const opaque = config.flag('setup') === true;
  const triggers = ['push'];
  const common = { tool: 'circleci', triggers, enabled: 'yes' } as const;
  yield { is: 'workflow', ...common, name: 'build', line: config.line, opaque, sharedTemplate: false };
  if (!build) return;
  const line = lineOfKey(file.text.split('\n'), 'build', build.line);
  yield {
    is: 'job',
    ...common,
    workflow: 'build',
    name: 'build',
    line,
    gate: 'none',
    reading: stepsReading(build, config),
    needs: [],
    environment: '',
    advisory: false,
  };
}

/** Orbs of the team's own namespace are shared templates; those that everybody uses are tools. */
function* privateOrbs(config: Tree, file: SourceFile): Generator<PipelineFinding> {
  const lines = file.text.split('\n');
  for (const [name, orb] of config.pairs('orbs')) {
    const [source = '', version = ''] = (orb.text() ?? '').split('@');
    if (!source || publicNamespaces.test(source)) continue;
    yield { is: 'template', tool: 'circleci', source, pinned: /^\d+\.\d+\.\d+$/.test(version), line: lineOfKey(lines, name, orb.line) };
  }
}
