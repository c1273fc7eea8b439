import type { SourceFile } from '../../source-file.ts';
import { resourcesOf } from '../terraform-resources.ts';
import type { NamedService, Runtime } from './service-finding.ts';

/** Resources that run a program of the team, with the attribute that names it. */
export const cloudServices: Readonly<Record<string, { readonly name: string; readonly runtime: Runtime }>> = {
  aws_ecs_service: { name: 'name', runtime: 'unknown' },
  aws_lambda_function: { name: 'function_name', runtime: 'function' },
  aws_apprunner_service: { name: 'service_name', runtime: 'server' },
  google_cloud_run_service: { name: 'name', runtime: 'server' },
  google_cloud_run_v2_service: { name: 'name', runtime: 'server' },
  google_cloud_run_v2_job: { name: 'name', runtime: 'job' },
  google_cloudfunctions_function: { name: 'name', runtime: 'function' },
  google_cloudfunctions2_function: { name: 'name', runtime: 'function' },
  azurerm_linux_web_app: { name: 'name', runtime: 'server' },
  azurerm_windows_web_app: { name: 'name', runtime: 'server' },
  azurerm_container_app: { name: 'name', runtime: 'unknown' },
  azurerm_linux_function_app: { name: 'name', runtime: 'function' },
  azurerm_windows_function_app: { name: 'name', runtime: 'function' },
  cloudfoundry_app: { name: 'name', runtime: 'unknown' },
  heroku_app: { name: 'name', runtime: 'unknown' },
};

export function* servicesOfTerraform(file: SourceFile): Generator<NamedService> {
  for (const resource of resourcesOf(file.hcl(), ...Object.keys(cloudServices))) {
    if (isModule(file.path) && /^var\.\w+$/.test(resource.body.text(cloudServices[resource.type]?.name ?? '') ?? '')) continue;
    const { name, runtime } = cloudServices[resource.type] ?? { name: 'name', runtime: 'unknown' };
    yield {
      kind: 'service',
      via: 'terraform',
      name: resource.attribute(name) ?? resource.name,
      line: resource.line,
      runtime,
      critical: 'unknown',
      image: '',
      rank: 'runs',
    };
  }
}

/** A module named by whoever uses it is a form, not a service. */
function isModule(path: string): boolean {
  return /(?:^|\/)modules\//.test(path);
}

const templateTypes: Readonly<Record<string, Runtime>> = {
  'AWS::Serverless::Function': 'function',
  'AWS::Lambda::Function': 'function',
  'AWS::ECS::Service': 'unknown',
  'AWS::AppRunner::Service': 'server',
};

export const templateTexts: readonly string[] = Object.keys(templateTypes);

export function* servicesOfTemplate(file: SourceFile): Generator<NamedService> {
  for (const document of file.yaml()) {
    for (const [name, resource] of document.pairs('Resources')) {
      const runtime = templateTypes[resource.text('Type') ?? ''];
      if (runtime)
        yield { kind: 'service', via: 'cloudformation', name, line: resource.line, runtime, critical: 'unknown', image: '', rank: 'runs' };
    }
  }
}
