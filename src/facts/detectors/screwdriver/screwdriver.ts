import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import { deliveryJob } from '../delivery-jobs.ts';
import { branchTrigger, type JobFinding, type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { scriptReading } from '../pipeline-scripts.ts';

const tool = 'screwdriver';

export const screwdriver = detector<PipelineFinding>({
  id: 'screwdriver',
  title: 'Screwdriver',
  docs: 'https://docs.screwdriver.cd/user-guide/configuration/jobconfiguration',
  reads: [{ names: ['screwdriver.yaml'], text: ['jobs:'] }],
  emits: pipelineKinds,

  *parse(file) {
    const document = file.yaml()[0];
    const jobs = document?.pairs('jobs') ?? [];
    if (!document || jobs.length === 0) return;
    const names = new Set(jobs.map(([name]) => name));
    const started = jobs.slice(0, 300).map(([name, job]) => jobOf(name, job, names));
    const triggers = [...new Set(started.flatMap(job => job.triggers))];
    const shared = jobs.some(([, job]) => job.has('template'));
    const opaque = jobs.every(([, job]) => job.has('template'));
    yield { is: 'workflow', tool, name: file.name, line: document.line, triggers, enabled: 'yes', opaque, sharedTemplate: shared };
    yield* started;
  },

  link: pipelineFacts,
});

/** `~commit` and `~pr` are events, other names are jobs; with nothing to wait for a job is started by a person. */
function jobOf(name: string, job: Tree, names: ReadonlySet<string>): JobFinding {
  const requires = job
    .texts('requires')
    .flatMap(required => required.split(/[\s,]+/))
    .filter(Boolean);
  const needs = requires.map(required => required.replace(/^~/, '')).filter(required => names.has(required));
  const periodically = job.has(`annotations`) && job.get('annotations')?.key('screwdriver.cd/buildPeriodically') !== undefined;
  const events = [...requires.flatMap(eventOf), ...(periodically ? ['schedule'] : [])];
  const byHand = events.length === 0 && needs.length === 0;
  const commands = job.list('steps').flatMap(step => (step.kind === 'map' ? step.pairs().map(([, command]) => command) : [step]));
  return deliveryJob({
    tool,
    workflow: 'screwdriver.yaml',
    name,
    line: job.line,
    triggers: byHand ? ['manual'] : events.length > 0 ? [...new Set(events)] : ['push_default'], // pull requests end at the jobs that name them
    gate: byHand ? 'manual_start' : 'none',
    reading: scriptReading(commands),
    needs,
  });
}

function eventOf(required: string): readonly string[] {
  const [event = '', branch = ''] = required.replace(/^~/, '').split(':');
  if (!required.startsWith('~')) return [];
  if (event === 'pr') return ['pull_request'];
  if (event === 'commit') return [branch === '' ? 'push_default' : branchTrigger([branch.replace(/^\/|\/$/g, '')])];
  return event === 'tag' || event === 'release' ? ['tag'] : event.startsWith('sd@') ? ['other'] : [];
}
