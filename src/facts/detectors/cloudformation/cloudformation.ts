import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector, type Located, type Scene } from '../../detector.ts';
import { type AppliedPaths, appliedFolders, appliedPathReads, appliedPaths, isScript } from '../applied-paths.ts';
import { environmentOfFolder, environmentOfName, type NamedEnvironment } from '../environment-names.ts';
import { liveRoot } from '../live-root.ts';
import { readTemplate, type Template } from './template.ts';

type Finding = Template | AppliedPaths;

export const cloudFormation = detector<Finding>({
  id: 'cloudformation',
  version: 1,
  title: 'AWS CloudFormation and SAM',
  docs: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/',
  reads: [
    {
      extensions: ['.yaml', '.yml', '.template'],
      text: ['AWSTemplateFormatVersion', 'Type: AWS::', 'Type: "AWS::', "Type: 'AWS::", 'AWS::Serverless'],
    },
    { extensions: ['.json', '.template'], text: ['"AWSTemplateFormatVersion"', '"AWS::'] },
    ...appliedPathReads('cloudformation', 'sam deploy', 'template:', 'template-file:', 'template_file:'),
  ],
  emits: ['iac.root', 'iac.resources', 'environment.definition'],

  *parse(file) {
    if (isScript(file.path)) yield* appliedPaths(file, 'cloudformation', 'sam');
    else {
      const template = readTemplate(file);
      if (template) yield template;
    }
  },

  *link(findings, scene) {
    const applied = findings.flatMap(({ finding }) => (finding.kind === 'applied' ? [finding] : []));
    const isApplied = appliedFolders(applied);
    for (const { path, finding } of findings) {
      if (finding.kind === 'template') yield* templateFacts({ path, finding }, isApplied, scene);
    }
  },
});

function* templateFacts({ path, finding }: Located<Template>, isApplied: (path: string) => boolean, scene: Scene): Generator<FactDraft> {
  const { tool, line, kind: _, ...counts } = finding;
  const environment = environmentOfPath(path);
  const samConfig = scene.has(`${path.slice(0, path.lastIndexOf('/') + 1)}samconfig.toml`);
  const scope = { environment: environment?.name ?? '' };
  yield liveRoot(
    { tool, name: path, backendType: 'cloudformation', path, line, environment, deployed: samConfig || isApplied(path) },
    scene,
  );
  yield fact('iac.resources', { tool, root: path, layer: 'cloud', ...counts }, { path, line, scope });
  if (environment) yield fact('environment.definition', { tool, ...environment }, { path, line, scope });
}

function environmentOfPath(path: string): NamedEnvironment | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/\..*$/, '');
  return environmentOfName(name) ?? environmentOfFolder(path.slice(0, Math.max(0, path.lastIndexOf('/'))));
}
