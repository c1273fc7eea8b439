import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';
import type { Reading } from '../commands/effects.ts';
import { type LiteralSecret, literalSecrets } from '../commands/literal-secrets.ts';
import { readScript } from '../commands/read-script.ts';
import { lineOfKey } from '../pipeline-findings.ts';

/** A part of a script: commands, or a reference to the same part of another job. */
export type Piece = { readonly reading: Reading } | { readonly job: string; readonly part: string };

interface Rule {
  readonly condition: string;
  readonly when: string;
  readonly allowFailure: boolean;
}

/** A job as written; what is absent is inherited. */
export interface RawJob {
  readonly name: string;
  readonly line: number;
  readonly extends: readonly string[];
  readonly stage?: string;
  readonly before?: readonly Piece[];
  readonly script?: readonly Piece[];
  readonly rules?: readonly Rule[];
  readonly only?: readonly string[];
  readonly except?: readonly string[];
  readonly when?: string;
  readonly allowFailure?: boolean;
  readonly environment?: string;
  /** `start` unless the job stops, prepares, verifies or only reads the environment. */
  readonly action?: string;
  readonly tier?: string;
  readonly needs?: readonly string[];
  readonly downstream?: boolean;
  /** That pipeline belongs to another project. */
  readonly outside?: boolean;
}

export interface Include {
  readonly kind: 'local' | 'template' | 'shared';
  readonly source: string;
  readonly pinned: boolean;
  readonly line: number;
}

export interface GitlabFile {
  readonly name: string;
  readonly line: number;
  readonly stages: readonly string[];
  readonly includes: readonly Include[];
  /** Conditions of `workflow: rules`, those with `when: never` left out. */
  readonly conditions: readonly string[];
  readonly jobs: readonly RawJob[];
  readonly secrets: readonly LiteralSecret[];
}

// https://docs.gitlab.com/ci/yaml/#global-keywords and top-level keywords that are no jobs
const reserved = new Set([
  'default',
  'include',
  'stages',
  'variables',
  'workflow',
  'image',
  'services',
  'cache',
  'before_script',
  'after_script',
  'spec',
  'types',
]);
const mostJobs = 300;

/** Reads one GitLab CI file; a header document (`spec:`) may stand before it. */
export function readGitlabFile(file: SourceFile): GitlabFile | undefined {
  const document = file.yaml().find(tree => !tree.has('spec.inputs')) ?? file.yaml()[0];
  if (document?.kind !== 'map') return undefined;
  const lines = file.text.split('\n');
  const jobs = document
    .pairs()
    .filter(([name, job]) => !reserved.has(name) && job.kind === 'map')
    .slice(0, mostJobs);
  const before = document.get('default.before_script') ?? document.get('before_script');
  const rules = document.list('workflow.rules').filter(rule => rule.text('when') !== 'never');
  return {
    name: document.text('workflow.name') ?? '',
    line: document.line,
    stages: document.texts('stages'),
    includes: document.list('include').flatMap(readInclude),
    conditions: rules.map(rule => (rule.text('if') ?? '').slice(0, 1_000)),
    jobs: jobs.map(([name, job]) => readJob(name, job, lineOfKey(lines, name, job.line), before)),
    secrets: literalSecrets(file),
  };
}

function readInclude(include: Tree): readonly Include[] {
  const line = include.line;
  const plain = include.text() ?? include.text('local');
  if (plain !== undefined)
    return [/^https?:/.test(plain) ? shared(plain, false, line) : { kind: 'local', source: plain, pinned: true, line }];
  const template = include.text('template');
  if (template !== undefined) return [{ kind: 'template', source: template, pinned: false, line }];
  const project = include.text('project');
  if (project !== undefined) return [shared(project, isVersion(include.text('ref') ?? ''), line)];
  const component = include.text('component') ?? '';
  const remote = include.text('remote');
  if (component !== '') return [shared(component.replace(/@.*$/, ''), isVersion(component.replace(/^.*@/, '')), line)];
  return remote === undefined ? [] : [shared(remote, false, line)];
}

function shared(source: string, pinned: boolean, line: number): Include {
  return { kind: 'shared', source, pinned, line };
}

function isVersion(reference: string): boolean {
  return /^(?:[0-9a-f]{40}|v?\d[\w.-]*)$/.test(reference);
}

function readJob(name: string, job: Tree, line: number, before: Tree | undefined): RawJob {
  const environment = job.get('environment');
  const set = <T>(key: string, value: () => T) => (job.has(key) ? value() : undefined);
  const raw = {
    name,
    line,
    extends: job.texts('extends'),
    stage: job.text('stage'),
    before: pieces(job.get('before_script') ?? (name.startsWith('.') ? undefined : before)),
    script: pieces(job.get('script')),
    rules: set('rules', () => job.list('rules').map(readRule)),
    only: refsOf(job.get('only')),
    except: refsOf(job.get('except')),
    when: job.text('when'),
    allowFailure: set('allow_failure', () => job.flag('allow_failure') === true),
    environment: environment?.text('name') ?? environment?.text(),
    action: environment?.text('action'),
    tier: environment?.text('deployment_tier'),
    needs: set('needs', () => job.list('needs').flatMap(need => need.text('job') ?? need.text() ?? [])),
    downstream: job.has('trigger') || undefined,
    outside: job.text('trigger') !== undefined || job.has('trigger.project') || undefined,
  };
  return Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined)) as unknown as RawJob;
}

/** Also a `!reference [.job, rules]` item, whose rules are not followed, is a rule without a condition of its own. */
function readRule(rule: Tree): Rule {
  return {
    condition: (rule.text('if') ?? '').slice(0, 1_000),
    when: rule.text('when') ?? '',
    allowFailure: rule.flag('allow_failure') === true,
  };
}

function refsOf(node: Tree | undefined): readonly string[] | undefined {
  if (!node) return undefined;
  return node.kind === 'map' ? (node.has('refs') ? node.texts('refs') : undefined) : node.texts();
}

function pieces(node: Tree | undefined): readonly Piece[] | undefined {
  if (!node) return undefined;
  if (node.tag === '!reference') return [reference(node)];
  return node.list().flatMap((item): readonly Piece[] => {
    if (item.tag === '!reference') return [reference(item)];
    if (item.kind === 'list') return pieces(item) ?? [];
    const line = item.endLine > item.line && (item.text() ?? '').includes('\n') ? item.line + 1 : item.line;
    return [{ reading: readScript(item.text() ?? '', line, { pipefail: true }) }];
  });
}

function reference(node: Tree): Piece {
  const [job = '', part = ''] = node.texts();
  return { job, part };
}
