import { fact, type Known } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { isProduction } from '../../production.ts';
import type { SourceFile } from '../../source-file.ts';
import { windowChecks } from '../change-freeze/window-checks.ts';
import { isCall } from '../commands/effects.ts';
import { readScript } from '../commands/read-script.ts';
import { hostDeploys, scriptName, toolCommand } from './deploy-script.data.ts';
import { automaticRollback } from './rollback.ts';

type Finding =
  | { readonly is: 'script'; readonly tool: string; readonly line: number; readonly rollsBack: boolean; readonly refusesInFreeze: boolean }
  | { readonly is: 'mention'; readonly names: readonly string[] };

const scriptPath = /(?:^|\/)[^/]*(?:deploy|rollout|release)[^/]*$|(?:^|\/)deploy(?:ment)?\/[^/]+$/i;

export const deployScript = detector<Finding>({
  id: 'deploy-script',
  title: 'Deployment scripts',
  docs: 'https://capistranorb.com/documentation/getting-started/structure/',
  reads: [
    { extensions: ['.sh', '.bash'], path: scriptPath },
    { names: ['deploy', 'release', 'capfile', 'fabfile.py'] },
    { names: ['deploy.yml', 'deploy.yaml'], path: /(?:^|\/)config\/deploy\.\w+$/ },
    { extensions: ['.md', '.mdx', '.adoc', '.rst', '.markdown'], text: ['deploy', 'release.sh', 'rollout'] },
  ],
  emits: ['deploy.script'],

  *parse(file) {
    if (/\.(?:md|mdx|adoc|rst|markdown)$/i.test(file.path)) yield* mentionsIn(file.text);
    else yield* scriptIn(file);
  },

  *link(findings, scene) {
    const documents = findings.filter(({ path }) => scene.classOf(path) === 'docs');
    const named = new Set(documents.flatMap(({ finding }) => (finding.is === 'mention' ? finding.names : [])));
    for (const { path, finding } of findings) {
      if (finding.is !== 'script') continue;
      const { tool, line, rollsBack, refusesInFreeze } = finding;
      const documented: Known = namesOf(path, tool).some(name => named.has(name)) ? 'yes' : 'no';
      const scope = { production: isProduction(path.slice(path.lastIndexOf('/') + 1)) };
      yield fact('deploy.script', { tool, documented, rollsBack, refusesInFreeze }, { path, line, scope });
    }
  },
});

function* mentionsIn(text: string): Generator<Finding> {
  const lower = text.toLowerCase();
  const words = (lower.match(/[\w./-]+/g) ?? []).filter(word => word.length <= 200);
  const scripts = words
    .flatMap(word => [word.replace(/^.*\//, ''), word.replace(/^.*\/(?=bin\/)/, '')])
    .filter(word => scriptName.test(word));
  const names = [...new Set([...scripts, ...(lower.match(toolCommand) ?? [])])].slice(0, 50);
  if (names.length > 0) yield { is: 'mention', names };
}

/** How documents call a script: by its file name, or by the command of its tool. */
function namesOf(path: string, tool: string): readonly string[] {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (tool === 'capistrano') return ['cap production deploy', 'cap staging deploy', 'cap live deploy'];
  if (tool === 'fabric') return ['fab deploy', name];
  if (tool === 'kamal') return ['kamal deploy', 'kamal setup'];
  return [name, `bin/${name}`];
}

function* scriptIn(file: SourceFile): Generator<Finding> {
  const name = file.name.toLowerCase();
  const simple = { rollsBack: false, refusesInFreeze: false };
  if (name === 'capfile') {
    if (/^\s*(?:require|load)\s+['"](?:capistrano|deploy)/m.test(file.text))
      yield { is: 'script', tool: 'capistrano', line: lineOf(file, 'require'), ...simple };
  } else if (name === 'fabfile.py') {
    const at = file.text.search(/^(?:async )?def \w*deploy\w*\(/m);
    if (at !== -1) yield { is: 'script', tool: 'fabric', line: file.lineAt(at), ...simple };
  } else if (/^deploy\.ya?ml$/.test(name)) {
    const settings = file.yaml()[0];
    if (settings?.text('service') && settings.text('image') && settings.has('servers'))
      yield { is: 'script', tool: 'kamal', line: settings.line, ...simple };
  } else yield* shellScript(file);
}

function lineOf(file: SourceFile, word: string): number {
  return file.lineAt(Math.max(0, file.text.indexOf(word)));
}

function* shellScript(file: SourceFile): Generator<Finding> {
  if (!/\.(?:sh|bash)$/i.test(file.name) && !/^#!.*sh\b/.test(file.text)) return;
  const line = deploysAt(file.text);
  if (line === undefined) return;
  const rollback = automaticRollback(file.text);
  yield {
    is: 'script',
    tool: 'shell',
    line: rollback ?? line,
    rollsBack: rollback !== undefined,
    refusesInFreeze: windowChecks(file.text).length > 0,
  };
}

const deployments = new Set(['environment', 'gitops', 'script', 'likely_script']);

function deploysAt(script: string): number | undefined {
  const effect = readScript(script, 1).find(item => !isCall(item) && item.does === 'deploy' && deployments.has(item.how ?? ''));
  if (effect) return effect.line;
  const index = script
    .split('\n')
    .findIndex(text => text.length <= 1000 && !/^\s*#/.test(text) && hostDeploys.some(pattern => pattern.test(text)));
  return index === -1 ? undefined : index + 1;
}
