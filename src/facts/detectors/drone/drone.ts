import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Effect } from '../commands/effects.ts';
import { branchTrigger, type JobFinding, lineOfKey, type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { scriptReading } from '../pipeline-scripts.ts';

export const drone = detector<PipelineFinding>({
  id: 'drone',
  title: 'Drone and Woodpecker',
  docs: 'https://woodpecker-ci.org/docs/usage/workflow-syntax',
  reads: [
    { names: ['.drone.yml', '.drone.yaml', '.woodpecker.yml', '.woodpecker.yaml'] },
    { extensions: ['.yml', '.yaml'], path: /^\.woodpecker\/[^/]+$/ },
  ],
  emits: pipelineKinds,

  *parse(file) {
    for (const document of file.yaml()) {
      const kind = document.text('kind');
      if ((kind === undefined || kind === 'pipeline') && document.has('steps')) yield* pipelineOf(document, file);
    }
  },

  link: pipelineFacts,
});

function* pipelineOf(document: Tree, file: SourceFile): Generator<PipelineFinding> {
  const workflow = document.text('name') ?? file.name.replace(/\.ya?ml$/, '');
  const triggers = eventsOf(document.get('trigger') ?? document.get('when'));
  yield {
    is: 'workflow',
    tool: 'drone',
    name: workflow,
    line: document.line,
    triggers,
    enabled: 'yes',
    opaque: false,
    sharedTemplate: false,
  };
  const named =
    document.get('steps')?.kind === 'map'
      ? document.pairs('steps')
      : document.list('steps').map(step => [step.text('name') ?? '', step] as const);
  const lines = file.text.split('\n');
  let before: string[] = [];
  for (const [name, step] of named) {
    const line = document.get('steps')?.kind === 'map' ? lineOfKey(lines, name, step.line) : step.line;
    yield jobOf(step, { name, line, workflow, triggers, before });
    before = [name];
  }
}

interface Place {
  readonly name: string;
  readonly line: number;
  readonly workflow: string;
  readonly triggers: readonly string[];
  readonly before: readonly string[];
}

function jobOf(step: Tree, { name, line, workflow, triggers, before }: Place): JobFinding {
  const own = step.has('when') ? eventsOf(step.get('when'), triggers) : triggers;
  const promoted = own.length === 1 && own[0] === 'manual';
  return {
    is: 'job',
    tool: 'drone',
    workflow,
    name,
    line,
    triggers: own,
    enabled: 'yes',
    gate: promoted ? 'manual_start' : 'none',
    reading: [...scriptReading(step.list('commands')), ...pluginEffect(step)],
    needs: step.has('depends_on') ? step.texts('depends_on') : before,
    environment: step.texts('when.target')[0] ?? '',
    advisory: step.text('failure') === 'ignore',
  };
}

/** Without a condition every event starts it. `promote` and `rollback` are started by a person. */
function eventsOf(when: Tree | undefined, inherited: readonly string[] = ['push', 'pull_request']): readonly string[] {
  const conditions = when?.kind === 'list' ? when.items : when ? [when] : [];
  const triggers = conditions.flatMap(condition => {
    const events = namesIn(condition.get('event'));
    const branches = namesIn(condition.get('branch'));
    const push = branches.length > 0 ? branchTrigger(branches) : 'push';
    const pulls = branches.length === 0 || push === 'push_default'; // the branch is the one a pull request goes to
    const all =
      events.length > 0
        ? events
        : [...(inherited.includes('push') ? ['push'] : []), ...(pulls && inherited.includes('pull_request') ? ['pull_request'] : [])];
    return all.map(
      event =>
        ({
          push,
          pull_request: 'pull_request',
          tag: 'tag',
          cron: 'schedule',
          promote: 'manual',
          deployment: 'manual',
          manual: 'manual',
          rollback: 'manual',
        })[event] ?? 'other',
    );
  });
  return conditions.length === 0 ? inherited : [...new Set(triggers)];
}

function namesIn(node: Tree | undefined): readonly string[] {
  return node?.has('include') ? node.texts('include') : (node?.texts() ?? []);
}

const plugins: readonly (readonly [RegExp, Effect['how']])[] = [
  [/(?:kubernetes|helm3?|drone-gke|ecs|cloudformation|google-cloudrun|ansible)/i, 'environment'],
  [/(?:appleboy\/drone-(?:ssh|scp)|rsync)/i, 'script'],
  [/(?:plugins\/(?:docker|ecr|gcr|npm|pypi|github-release)|docker-buildx|plugin-release)/i, 'artifact'],
];

/** A plugin is an image that is told what to do by `settings`. */
function pluginEffect(step: Tree): readonly Effect[] {
  const image = step.text('image') ?? '';
  const tries = ['dry_run', 'dry-run', 'dryrun'].some(key => step.get('settings')?.key(key)?.flag() === true);
  const how = step.has('settings') && !step.has('commands') && !tries ? plugins.find(([pattern]) => pattern.test(image))?.[1] : undefined;
  return how ? [{ does: 'deploy', how, command: image, line: step.line, blocking: true }] : [];
}
