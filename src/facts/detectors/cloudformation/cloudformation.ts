import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import { type Detector, detector, type Located, type Scene } from '../../detector.ts';
import { type AppliedPaths, appliedFolders, appliedPathReads, appliedPaths, isScript } from '../applied-paths.ts';
import { environmentOfFolder, environmentOfName, type NamedEnvironment } from '../environment-names.ts';
import { liveRoot } from '../live-root.ts';
import { readTemplate, type Template } from './template.ts';

/** Environments that `sam deploy --config-env` knows. */
interface SamSettings {
  readonly kind: 'sam';
  readonly environments: readonly { readonly name: string; readonly line: number }[];
}

type Finding = Template | AppliedPaths | SamSettings;

export const cloudFormation: Detector<Finding> = detector<Finding>({
  id: 'cloudformation',
  title: 'AWS CloudFormation and SAM',
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/',
  reads: [
    {
      extensions: ['.yaml', '.yml', '.template'],
      text: ['AWSTemplateFormatVersion', 'Type: AWS::', 'Type: "AWS::', "Type: 'AWS::", 'AWS::Serverless'],
    },
    { extensions: ['.json', '.template'], text: ['"AWSTemplateFormatVersion"', '"AWS::'] },
    { names: ['samconfig.toml'] },
    ...appliedPathReads('cloudformation', 'sam deploy', 'template:', 'template-file:', 'template_file:'),
  ],
  emits: ['iac.root', 'iac.resources', 'environment.definition'],

  *parse(file) {
    if (file.name.toLowerCase() === 'samconfig.toml') yield { kind: 'sam', environments: samEnvironments(file.text) };
    else if (isScript(file.path)) yield* appliedPaths(file, 'cloudformation', 'sam');
    else {
      const template = readTemplate(file);
      if (template) yield template;
    }
  },

  *link(findings, scene) {
    const deployed = isDeployed(findings, scene);
    for (const { path, finding } of findings) {
      if (finding.kind === 'template') yield* templateFacts({ path, finding }, deployed(path), scene);
      if (finding.kind === 'sam') yield* samFacts(path, finding);
    }
  },
});

/** Whether what a file defines is there: of a template nobody knows until something shows that it is deployed. */
export function liveTemplates(scene: Scene): (path: string) => Known {
  const findings = scene.findings(cloudFormation);
  const templates = new Set(findings.flatMap(({ path, finding }) => (finding.kind === 'template' ? [path] : [])));
  const deployed = isDeployed(findings, scene);
  return path => (!templates.has(path) || deployed(path) || environmentOfPath(path) ? 'yes' : 'unknown');
}

function isDeployed(findings: readonly Located<Finding>[], scene: Scene): (path: string) => boolean {
  const isApplied = appliedFolders(findings.flatMap(({ finding }) => (finding.kind === 'applied' ? [finding] : [])));
  return path => scene.has(`${path.slice(0, path.lastIndexOf('/') + 1)}samconfig.toml`) || isApplied(path);
}

function* templateFacts({ path, finding }: Located<Template>, deployed: boolean, scene: Scene): Generator<FactDraft> {
  const { tool, line, kind: _, ...counts } = finding;
  const environment = environmentOfPath(path);
  const scope = { environment: environment?.name ?? '' };
  yield liveRoot({ tool, name: path, backendType: 'cloudformation', path, line, environment, deployed }, scene);
  yield fact('iac.resources', { tool, root: path, layer: 'cloud', ...counts }, { path, line, scope });
  if (environment) yield fact('environment.definition', { tool, ...environment }, { path, line, scope });
}

/** https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html */
function samEnvironments(text: string): SamSettings['environments'] {
  const found = new Map<string, number>();
  for (const [index, line] of text.split('\n').entries()) {
    const name = /^\[([\w-]{1,60})\./.exec(line)?.[1];
    if (name && !found.has(name)) found.set(name, index + 1);
  }
  return [...found].map(([name, line]) => ({ name, line }));
}

function* samFacts(path: string, { environments }: SamSettings): Generator<FactDraft> {
  for (const { name, line } of environments) {
    const environment = environmentOfName(name);
    if (environment)
      yield fact('environment.definition', { tool: 'sam', ...environment }, { path, line, scope: { environment: environment.name } });
  }
}

function environmentOfPath(path: string): NamedEnvironment | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/, '');
  return environmentOfName(name) ?? environmentOfFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
}
