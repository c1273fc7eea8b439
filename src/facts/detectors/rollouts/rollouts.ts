import type { FactDraft } from '../../../model/fact.ts';
import { detector, type Read } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { appConfigTypes } from './appconfig.ts';
import { cdkRollouts } from './cdk-rollouts.ts';
import { deployCommands } from './deploy-commands.ts';
import { beanstalkExtension, flyToml, kamal, nomadJob } from './deploy-files.ts';
import { helmReleases } from './helm-releases.ts';
import { kubernetesWorkloads, naisApplications } from './kubernetes-workloads.ts';
import { type Analysed, type AnalysisTemplate, argoRollouts, flaggerCanaries, isDry } from './progressive-delivery.ts';
import { rollout } from './rollout-fact.ts';
import { templateRollouts } from './template-rollouts.ts';
import { terraformRollouts, terraformTypes } from './terraform-rollouts.ts';
import { trafficSplits } from './traffic-splits.ts';
import { type Alarmed, withAlarms } from './watched.ts';

type Finding = FactDraft | Analysed | Alarmed | AnalysisTemplate;

const yaml = ['.yaml', '.yml', '.json', '.tpl', '.gotmpl'];
const groups = [
  'apps/v1',
  'nais.io/',
  'Rollout',
  'AnalysisTemplate',
  'flagger.app',
  'networking.istio.io',
  'gateway.networking.k8s.io',
  'split.smi-spec.io',
  'traefik',
  'nginx.ingress.kubernetes.io/canary',
  'serving.knative.dev',
  'helm.toolkit.fluxcd.io',
]; // prettier-ignore
const templates = [
  'AWS::Serverless',
  'AWS::ECS::Service',
  'AWS::CodeDeploy::DeploymentGroup',
  'AWS::AppConfig::Environment',
  'serverless-plugin-canary-deployments',
  'deploy.cloud.google.com',
  'canary:',
  'rolling:',
];
const options = ['--atomic', '--rollback-on-failure', '--wait', '--strategy', 'update-traffic'];

interface Reader {
  readonly read: Read;
  readonly facts: (file: SourceFile) => Iterable<Finding>;
}

const readers: readonly Reader[] = [
  {
    read: { extensions: ['.tf', '.tofu', '.tf.json'], path: /\.(?:tf|tofu|tf\.json)$/, text: [...terraformTypes, ...appConfigTypes] },
    facts: terraformRollouts,
  },
  {
    read: { extensions: ['.toml'], names: ['fly.toml'], path: /(?:^|\/)fly\.[^/]*toml$|(?:^|\/)fly\.toml$/, text: ['strategy'] },
    facts: flyToml,
  },
  { read: { extensions: ['.nomad', '.nomad.hcl', '.hcl'], path: /\.(?:nomad|hcl)$/, text: ['job "'] }, facts: nomadJob },
  {
    read: {
      extensions: ['.ts', '.js', '.py'],
      path: /\.(?:ts|js|py)$/,
      text: ['DeploymentConfig.', 'circuitBreaker', 'circuit_breaker', 'deploymentAlarms', 'deployment_alarms'],
    },
    facts: cdkRollouts,
  },
  { read: { extensions: ['.config'], path: /(?:^|\/)\.ebextensions\//, text: ['DeploymentPolicy'] }, facts: beanstalkExtension },
  { read: { names: ['deploy.yml', 'deploy.yaml'], path: /(?:^|\/)config\/deploy\.ya?ml$/, text: ['servers'] }, facts: kamal },
  {
    read: {
      names: ['makefile', 'jenkinsfile'],
      extensions: ['.sh', '.bash', '.mk', '.groovy'],
      path: /(?:makefile|jenkinsfile|\.(?:sh|bash|mk|groovy))$/i,
      text: options,
    },
    facts: deployCommands,
  },
  { read: { extensions: yaml, text: [...groups, ...templates] }, facts: yamlRollouts },
  { read: { extensions: ['.yml', '.yaml'], text: options }, facts: yamlRollouts },
];

/** How new versions replace old ones, for every workload and every way of deploying that says so. */
export const rollouts = detector<Finding>({
  id: 'rollouts',
  title: 'Rollout strategies',
  docs: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy',
  reads: readers.map(reader => reader.read),
  emits: ['rollout'],

  *parse(file) {
    const reader = readers.find(({ read }) => read.path === undefined || read.path.test(file.path));
    if (reader) yield* reader.facts(file);
  },

  *link(findings, scene) {
    const known = new Map<string, readonly string[]>();
    for (const { path, finding } of findings) {
      if ('template' in finding && ['own', 'generated'].includes(scene.classOf(path))) known.set(finding.template, finding.metrics);
    }
    for (const { path, finding } of findings) {
      if ('template' in finding) continue;
      if ('alarms' in finding) yield { path, ...withAlarms({ path, finding }, scene) };
      else yield { path, ...('templates' in finding ? analysed(finding, known) : finding) };
    }
  },
});

/** Analysis decides only when one of its templates is there and measures something, not only for show. */
function analysed({ draft, templates }: Analysed, known: ReadonlyMap<string, readonly string[]>): FactDraft {
  const fields = draft.fields as FactDraft<'rollout'>['fields'];
  if (!templates.some(({ name, dryRun }) => known.get(name)?.some(metric => !isDry(metric, dryRun)))) return draft;
  const { rung: _, ...rest } = fields;
  const again = rollout({ ...rest, analysis: true, autoRollback: 'metric' }, { line: draft.line });
  return { ...draft, fields: again.fields };
}

function* yamlRollouts(file: SourceFile): Generator<Finding> {
  const has = (words: readonly string[]) => words.some(word => file.text.includes(word));
  if (has(groups)) {
    yield* kubernetesWorkloads(file);
    yield* naisApplications(file);
    yield* argoRollouts(file);
    yield* flaggerCanaries(file);
    yield* trafficSplits(file);
    yield* helmReleases(file);
  }
  if (has(templates)) yield* templateRollouts(file);
  if (has(options) && isPipeline(file.path)) yield* deployCommands(file);
}

function isPipeline(path: string): boolean {
  return /(?:^|\/)\.(?:github|gitlab|circleci|azuredevops|buildkite|azure-pipelines)\/|gitlab-ci|azure-pipeline|bitbucket-pipelines|cloudbuild|\.drone|buildspec|(?:^|\/)action\.ya?ml$|(?:^|\/)pipelines?\//i.test(
    path,
  );
}
