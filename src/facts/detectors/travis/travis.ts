import type { Tree } from '../../../lib/tree.ts';
import { detector } from '../../detector.ts';
import type { Effect, Reading } from '../commands/effects.ts';
import { branchTrigger, type JobFinding, type PipelineFinding, pipelineFacts, pipelineKinds } from '../pipeline-findings.ts';
import { scriptReading } from '../pipeline-scripts.ts';

export const travis = detector<PipelineFinding>({
  id: 'travis',
  title: 'Travis CI',
  docs: 'https://docs.travis-ci.com/user/job-lifecycle/',
  reads: [{ names: ['.travis.yml'] }],
  emits: pipelineKinds,

  *parse(file) {
    const config = file.yaml()[0];
    if (config?.kind !== 'map') return;
    const triggers = triggersOf(config);
    yield {
      is: 'workflow',
      tool: 'travis',
      name: 'travis',
      line: config.line,
      triggers,
      enabled: 'yes',
      opaque: config.has('import'),
      sharedTemplate: config.has('import'),
    };
    const included = [...config.list('jobs.include'), ...config.list('matrix.include')];
    const top = jobsOf(config, config, 'build', triggers);
    const own = included.flatMap((job, index) =>
      jobsOf(job, config, job.text('name') ?? job.text('stage') ?? `job ${index + 1}`, triggers),
    );
    yield* [...(config.has('script') || own.length === 0 ? top : top.filter(job => job.name === 'deploy')), ...own];
  },

  link: pipelineFacts,
});

/** Pushes and pull requests are built unless branches are named; these are the ones that pull requests go to as well. */
function triggersOf(config: Tree): readonly string[] {
  const only = [
    ...config.texts('branches.only'),
    ...config
      .list('branches')
      .filter(branch => branch.kind === 'scalar')
      .flatMap(branch => branch.text() ?? []),
  ];
  return only.length > 0 ? [branchTrigger(only), 'pull_request'] : ['push', 'pull_request'];
}

const phases = ['before_script', 'script', 'after_success', 'after_deploy'];

// what a language runs when no script is written, https://docs.travis-ci.com/user/languages/
const defaults: Readonly<Record<string, string>> = {
  node_js: 'npm test',
  python: '',
  ruby: 'rake',
  go: 'go test ./...',
  rust: 'cargo test',
  java: 'mvn test',
};

function jobsOf(job: Tree, config: Tree, name: string, triggers: readonly string[]): readonly JobFinding[] {
  const reading = [...defaultReading(job, config), ...phases.flatMap(phase => scriptReading(job.list(phase)))];
  const build = { ...jobBase(job, name, triggers), reading };
  const deploys = job.list('deploy').filter(deploy => deploy.kind === 'map' || deploy.text() !== undefined);
  return [build, ...deploys.map(deploy => deployJob(deploy, name))];
}

function defaultReading(job: Tree, config: Tree): Reading {
  if (job.has('script') || config.has('script') || job.text('stage') === 'deploy') return [];
  const language = job.get('language') ?? config.get('language');
  const command = defaults[language?.text() ?? ''];
  return command && language ? [{ does: 'test', command, line: language.line, blocking: true }] : [];
}

function jobBase(job: Tree, name: string, triggers: readonly string[]): Omit<JobFinding, 'reading'> {
  return {
    is: 'job',
    tool: 'travis',
    workflow: 'travis',
    name,
    line: job.line,
    triggers,
    enabled: 'yes',
    gate: 'none',
    needs: [],
    environment: '',
    advisory: false,
  };
}

const artifacts = /^(?:npm|pypi|rubygems|releases|cargo|maven|gcs|packagecloud|bintray|snap|hackage|chefsupermarket|puppetforge)$/;

/** A provider deploys from the default branch unless `on` says otherwise, and never for a pull request. */
function deployJob(deploy: Tree, after: string): JobFinding {
  const provider = deploy.text('provider') ?? deploy.text() ?? '';
  const how = provider === 'pages' ? 'pages' : artifacts.test(provider) ? 'artifact' : 'environment';
  const effect: Effect = { does: 'deploy', how, command: provider, line: deploy.line, blocking: true };
  const script = provider === 'script' ? scriptReading(deploy.list('script')) : [effect];
  const branches = deploy.texts('on.branch');
  const trigger =
    deploy.flag('on.tags') === true
      ? 'tag'
      : deploy.flag('on.all_branches') === true
        ? 'push'
        : branches.length > 0
          ? branchTrigger(branches)
          : 'push_default';
  return { ...jobBase(deploy, 'deploy', [trigger]), reading: script, needs: after === 'deploy' ? [] : [after] };
}
