import { type Fact, type FactDraft, fact, isKind, type Known } from '../model/fact.ts';

/** Says what the sources are as a whole, from the team's own facts and the paths. */
export function describeWorkload(facts: readonly Fact[], paths: readonly string[]): FactDraft<'workload'> {
  const running = facts.flatMap(each => (isKind(each, 'service') ? [each.fields] : []));
  const services = new Set(running.map(service => service.name));
  const programs = running.some(service => service.root !== '');
  const roots = facts.flatMap(each => (isKind(each, 'iac.root') ? [each.fields] : []));
  const liveRoots = roots.filter(root => root.live !== 'no');
  const jobs = facts.flatMap(each => (isKind(each, 'pipeline.job') ? [each.fields] : []));
  const deploys = jobs.some(job => job.deploys === 'environment' || job.deploys === 'gitops' || job.deploys === 'script');
  const alerts = facts.filter(each => each.kind === 'alert.rule').length;
  const publishes = jobs.some(job => job.deploys === 'artifact') || paths.some(path => packageManifest.test(path));
  // A chart that holds nothing but alert rules has a root without resources.
  const bundles = liveRoots.every(root => root.tool === 'helm' || root.tool === 'kustomize');
  const onlyRules = alerts > 0 && bundles && !facts.some(each => each.kind === 'iac.resources');
  const infrastructure = liveRoots.length > 0 && !onlyRules;
  const operates: Known = services.size > 0 || deploys || infrastructure || alerts > 0 ? 'yes' : publishes ? 'no' : 'unknown';
  const nature = programs
    ? 'service'
    : infrastructure // it may run services, but their code is elsewhere
      ? 'infrastructure'
      : services.size > 0
        ? 'service'
        : alerts > 0
          ? 'alert-rules'
          : operates === 'no'
            ? 'library'
            : deploys
              ? 'service'
              : 'unknown';
  return fact(
    'workload',
    {
      nature,
      operates,
      infrastructure: infrastructure ? 'yes' : operates === 'no' ? 'no' : 'unknown',
      stateful: liveRoots.some(root => root.backend !== 'server') ? 'yes' : liveRoots.length > 0 || operates === 'no' ? 'no' : 'unknown',
      publishes,
      services: services.size,
    },
    { line: 0, path: '', pathClass: 'own' },
  );
}

const packageManifest =
  /^(?:package\.json|pyproject\.toml|setup\.py|Cargo\.toml|go\.mod|pom\.xml|build\.gradle(?:\.kts)?|[^/]+\.gemspec|[^/]+\.csproj|composer\.json)$/;
