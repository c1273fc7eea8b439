import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector, type Located } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { liveRoot } from '../live-root.ts';

interface Playbook {
  readonly kind: 'playbook';
  readonly line: number;
  readonly tasks: number;
}

interface Tasks {
  readonly kind: 'tasks';
  readonly tasks: number;
  readonly line: number;
}

export const ansible = detector<Playbook | Tasks>({
  id: 'ansible',
  title: 'Ansible',
  docs: 'https://docs.ansible.com/ansible/latest/reference_appendices/playbooks_keywords.html',
  reads: [
    { extensions: ['.yml', '.yaml'], text: ['hosts:', 'import_playbook'] },
    { extensions: ['.yml', '.yaml'], path: /(?:^|\/)roles\/[^/]+\/tasks\/[^/]+$/ },
  ],
  emits: ['iac.root', 'iac.resources'],

  *parse(file) {
    const found = read(file);
    if (found) yield found;
  },

  *link(findings, scene) {
    const roots = new Map<string, Located<Playbook>>();
    for (const { path, finding } of findings) {
      if (finding.kind === 'playbook' && !roots.has(rootOf(path))) roots.set(rootOf(path), { path, finding });
    }
    const inventories = new Set(scene.paths.filter(path => inventory.test(path)).flatMap(path => holder(path, roots) ?? []));
    const tasks = new Map<string, number>();
    for (const { path, finding } of findings) {
      const root = holder(path, roots);
      if (root !== undefined) tasks.set(root, (tasks.get(root) ?? 0) + finding.tasks);
    }
    for (const [root, { path, finding }] of roots) {
      const { line } = finding;
      const name = root || '.';
      yield liveRoot({ tool: 'ansible', name, backendType: 'stateless', path, line, deployed: inventories.has(root) }, scene);
      const count = tasks.get(root) ?? 0;
      if (count > 0) yield hostResources(name, count, path, line);
    }
  },
});

const inventory =
  /(?:^|\/)(?:inventor(?:y|ies)|envs?|environments|host_vars|group_vars)(?:\/|\.(?:ini|ya?ml)$|$)|(?:^|\/)hosts(?:\.(?:ini|ya?ml))?$/;

/** The deepest root that holds a path. */
function holder(path: string, roots: ReadonlyMap<string, unknown>): string | undefined {
  for (let folder = path; folder !== ''; ) {
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')));
    if (roots.has(folder)) return folder;
  }
  return undefined;
}

/** The folder of a playbook, without a last `playbooks`. */
function rootOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/'))).replace(/(?:^|\/)playbooks(?:\/.*)?$/, '');
}

function hostResources(root: string, count: number, path: string, line: number): FactDraft<'iac.resources'> {
  return fact('iac.resources', { tool: 'ansible', root, layer: 'host', count, compute: true }, { path, line });
}

/** A playbook is a list of plays; each play names `hosts` and what to do. */
function read(file: SourceFile): Playbook | Tasks | undefined {
  if (!/^-\s/m.test(file.text)) return undefined;
  const [document] = file.yaml();
  if (document?.kind !== 'list') return undefined;
  if (/(?:^|\/)roles\/[^/]+\/tasks\//.test(file.path)) return { kind: 'tasks', tasks: document.items.length, line: document.line };
  const plays = document.items.filter(isPlay);
  if (plays.length === 0) return undefined;
  const tasks = plays.reduce(
    (sum, play) => sum + ['tasks', 'pre_tasks', 'post_tasks'].reduce((each, key) => each + play.list(key).length, 0),
    0,
  );
  return { kind: 'playbook', line: plays[0]?.line ?? document.line, tasks };
}

function isPlay(item: Tree): boolean {
  return item.has('hosts') && ['tasks', 'roles', 'pre_tasks', 'post_tasks', 'handlers'].some(key => item.has(key));
}
