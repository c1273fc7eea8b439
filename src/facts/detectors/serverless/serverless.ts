import { blankComments } from '../../../lib/comments.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { type AppliedPaths, appliedPathReads, appliedPaths, isScript } from '../applied-paths.ts';
import { resourcesOfTemplate } from '../cloudformation/template.ts';
import { liveRoot } from '../live-root.ts';

interface Service {
  readonly kind: 'service';
  readonly name: string;
  readonly provider: string;
  readonly line: number;
  readonly count: number;
}

export const serverless = detector<Service | AppliedPaths>({
  id: 'serverless',
  title: 'Serverless Framework',
  docs: 'https://www.serverless.com/framework/docs/providers/aws/guide/serverless.yml',
  reads: [
    { names: ['serverless.yml', 'serverless.yaml', 'serverless.json'], text: ['provider'] },
    { names: ['serverless.ts', 'serverless.js'], text: ['provider'] },
    ...appliedPathReads('serverless', 'sls deploy'),
  ],
  emits: ['iac.root', 'iac.resources'],

  *parse(file) {
    if (isScript(file.path)) {
      yield* appliedPaths(file, 'serverless');
      return;
    }
    if (/\.[jt]s$/.test(file.path)) {
      const found = inProgram(file);
      if (found) yield found;
      return;
    }
    const document = file.yaml()[0];
    const provider = document?.text('provider.name') ?? document?.text('provider');
    const service = document?.get('service');
    if (!document || provider === undefined || !service) return;
    const count = document.pairs('functions').length + resourcesOfTemplate(document.get('resources')).length;
    yield { kind: 'service', name: service.text() ?? service.text('name') ?? '', provider, line: service.line, count };
  },

  *link(findings, scene): Generator<FactDraft> {
    const deployed = findings.some(({ finding }) => finding.kind === 'applied');
    for (const { path, finding } of findings) {
      if (finding.kind !== 'service') continue;
      const { line, provider, count } = finding;
      const name = path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '.';
      yield liveRoot(
        { tool: 'serverless', name, backendType: provider === 'aws' ? 'cloudformation' : provider, path, line, deployed },
        scene,
      );
      if (count > 0) yield fact('iac.resources', { tool: 'serverless', root: name, layer: 'cloud', count, compute: true }, { path, line });
    }
  },
});

/** The same settings as an object of a program: what is computed is not read. https://www.serverless.com/framework/docs/guides/intro */
function inProgram(file: SourceFile): Service | undefined {
  const code = blankComments(file.text.slice(0, 200_000), 'slashes');
  const service = /\bservice\s*:\s*["'`]([^"'`\n]{1,100})["'`]/.exec(code);
  const provider = /\bprovider\s*:\s*\{[^}]{0,400}?\bname\s*:\s*["'`](\w{1,40})["'`]/.exec(code)?.[1];
  if (!service || provider === undefined) return undefined;
  const count = code.match(/\bhandler\s*:/g)?.length ?? 0;
  return { kind: 'service', name: service[1] ?? '', provider, line: file.lineAt(service.index), count };
}
