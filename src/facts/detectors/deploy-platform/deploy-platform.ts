import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { resourcesOf, terraform } from '../terraform-resources.ts';

interface Reading {
  readonly tool: string;
  readonly automatic: Known;
  readonly at?: Tree | undefined;
}

/** File name -> what it says. Platforms that only deploy from a command line (Fly, Wrangler, App Engine) are not here. */
const readings: Readonly<Record<string, (settings: Tree | undefined) => Reading | undefined>> = {
  'vercel.json': vercel,
  'render.yaml': render,
  'render.yml': render,
  'netlify.toml': () => ({ tool: 'netlify', automatic: 'unknown' }),
  'railway.json': () => ({ tool: 'railway', automatic: 'unknown' }),
  'railway.toml': () => ({ tool: 'railway', automatic: 'unknown' }),
  'amplify.yml': () => ({ tool: 'amplify', automatic: 'unknown' }),
  'apprunner.yaml': () => ({ tool: 'apprunner', automatic: 'unknown' }),
  'app.yaml': digitalOcean,
};

const types = ['aws_amplify_branch', 'cloudflare_pages_project', 'aws_apprunner_service', 'vercel_project'];

export const deployPlatform = detector<FactDraft>({
  id: 'deploy-platform',
  title: 'Platforms that deploy by themselves from git',
  docs: 'https://vercel.com/docs/git',
  reads: [
    { names: Object.keys(readings).filter(name => name !== 'app.yaml') },
    { names: ['app.yaml'], path: /(?:^|\/)\.do\// },
    ...terraform(...types),
  ],
  emits: ['deploy.platform'],

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) {
      for (const resource of resourcesOf(file.hcl(), ...types)) yield* fromTerraform(resource.type, resource.body, resource.line);
      return;
    }
    const reading = readings[file.name.toLowerCase()]?.(/\.(?:json|ya?ml)$/.test(file.name) ? file.yaml()[0] : undefined);
    if (reading) yield fact('deploy.platform', { tool: reading.tool, automatic: reading.automatic }, { line: reading.at?.line ?? 1 });
  },
});

/** Deploys every push by default once it is connected, which the file does not tell. */
function vercel(settings: Tree | undefined): Reading {
  const enabled = settings?.get('git.deploymentEnabled') ?? settings?.get('github.enabled');
  if (enabled?.flag() === false) return { tool: 'vercel', automatic: 'no', at: enabled };
  return { tool: 'vercel', automatic: enabled?.flag() === true ? 'yes' : 'unknown', at: enabled };
}

/** A blueprint deploys each push unless a service says otherwise. */
function render(settings: Tree | undefined): Reading | undefined {
  const services = settings?.list('services').filter(service => service.text('type') !== undefined) ?? [];
  const first = services[0];
  if (!first) return undefined;
  const off = services.filter(
    service => service.flag('autoDeploy') === false || service.text('autoDeployTrigger') === 'off' || service.text('autoDeploy') === 'no',
  );
  return { tool: 'render', automatic: off.length === services.length ? 'no' : 'yes', at: first };
}

function digitalOcean(settings: Tree | undefined): Reading | undefined {
  const components = ['services', 'workers', 'static_sites', 'functions', 'jobs'].flatMap(key => settings?.list(key) ?? []);
  if (components.length === 0) return undefined;
  const sources = components.flatMap(component => ['github', 'gitlab', 'bitbucket'].flatMap(key => component.get(key) ?? []));
  const automatic = sources.find(source => source.flag('deploy_on_push') === true);
  return { tool: 'digitalocean', automatic: automatic ? 'yes' : 'no', at: automatic ?? components[0] };
}

function* fromTerraform(type: string, body: Tree, line: number): Generator<FactDraft> {
  if (type === 'aws_amplify_branch') {
    const automatic = body.flag('enable_auto_build') === false ? 'no' : 'yes';
    yield fact('deploy.platform', { tool: 'amplify', automatic }, { line, scope: { environment: body.text('stage') ?? '' } });
  } else if (type === 'cloudflare_pages_project') {
    const source = body.get('source.config');
    const off = source?.flag('deployments_enabled') === false || source?.flag('production_deployments_enabled') === false;
    if (source) yield fact('deploy.platform', { tool: 'cloudflare-pages', automatic: off ? 'no' : 'yes' }, { line });
  } else if (type === 'aws_apprunner_service') {
    const automatic = body.flag('source_configuration.auto_deployments_enabled') === false ? 'no' : 'yes';
    yield fact('deploy.platform', { tool: 'apprunner', automatic }, { line });
  } else if (body.has('git_repository')) yield fact('deploy.platform', { tool: 'vercel', automatic: 'yes' }, { line });
}
