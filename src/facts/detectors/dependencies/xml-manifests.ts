import { child, descendants, type Element, parseXml } from '../../../lib/xml.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Dependency } from './dependency.ts';

/** Maven. What stands under `dependencyManagement` or a plugin only sets versions. */
export function fromPom(file: SourceFile): readonly Dependency[] {
  const root = xmlOf(file);
  const profiles = (child(root, 'profiles')?.children ?? []).map(profile => child(profile, 'dependencies'));
  return [child(root, 'dependencies'), ...profiles].flatMap(list => (list?.children ?? []).flatMap(fromMaven));
}

function fromMaven(element: Element): readonly Dependency[] {
  const group = child(element, 'groupId')?.text;
  const artifact = child(element, 'artifactId');
  if (!group || !artifact) return [];
  const dev = child(element, 'scope')?.text === 'test';
  return [{ ecosystem: 'jvm', name: `${group}:${artifact.text}`, line: artifact.line, dev }];
}

/** Project files of .NET; `PackageVersion` of central package management stands for the projects that name no version. */
export function fromMsbuild(file: SourceFile): readonly Dependency[] {
  const root = xmlOf(file);
  if (!root) return [];
  return [...descendants(root)].flatMap(element => {
    const name = element.attributes.Include;
    if (!name || (element.name !== 'PackageReference' && element.name !== 'PackageVersion')) return [];
    return [{ ecosystem: 'dotnet' as const, name, line: element.line, dev: false }];
  });
}

export function xmlOf(file: SourceFile): Element | undefined {
  const { root, problems } = file.parsed('xml', parseXml);
  file.problems.push(...problems);
  return root;
}
