import { basename, resolve } from 'node:path';
import { Git } from '../../../lib/git.ts';
import { plainText } from '../../../lib/plain-text.ts';
import { repositoryName } from '../../../lib/repository-name.ts';
import { UserError } from '../../../lib/user-error.ts';
import { columnsOf } from '../../../model/events.ts';
import { completeDeployments } from '../../../store/complete-deployments.ts';
import type { Database, Value } from '../../../store/database.ts';
import { incomingTable, mergeIncoming, prepareIncoming, storeEvents } from '../../../store/merge-events.ts';
import type { FoundRow } from '../formats/event-format.ts';
import { pseudonym, saltOf } from '../pseudonyms.ts';
import { Graph } from './graph.ts';
import { type HistoryCommit, readHistory, readMainline, readReverts } from './read-history.ts';
import { readTags } from './read-tags.ts';
import { mergesOf, type Repository, releasesOf } from './releases.ts';
import { requestOf } from './subjects.ts';

export interface GitImportOptions {
  /** What of git is taken for deployments. */
  readonly deployments: 'tags' | 'merges' | 'none';
  readonly service?: string;
  readonly repository?: string;
  /** Keep the addresses of authors instead of pseudonyms. */
  readonly names: boolean;
  readonly now: Date;
  /** Told after each commit to the store how many changes are stored. */
  readonly progress: (changes: number) => void;
}

export interface GitSummary {
  readonly repository: string;
  readonly changes: number;
  readonly deployments: number;
  readonly rollbacks: number;
  readonly hotfixes: number;
  readonly notes: readonly string[];
}

const bundleSize = 50_000;
const day = 86_400_000;

/** Stores the commits of a repository as changes, and its versions or merges as deployments. Throws a `UserError` when that cannot be told. */
export async function importGit(store: Database, path: string, options: GitImportOptions): Promise<GitSummary> {
  const git = await openWhole(path);
  const name = repositoryName(options.repository ?? (await addressOf(git, path)));
  const salt = options.names ? undefined : await saltOf(store);
  const graph = new Graph();
  await storeChanges(store, git, name, salt, graph, options.progress);
  if (graph.size === 0) throw new UserError(`${plainText(path)} has no commits yet`, 'Commit something, or name another repository');
  const repository: Repository = {
    name,
    service: options.service ?? name.split('/').at(-1) ?? name,
    graph,
    reverts: await readReverts(git),
  };
  const { deployments, notes } = await findDeployments(git, repository, options);
  await replaceDeployments(store, name, deployments);
  await completeDeployments(store);
  const ofKind = (kind: string) => deployments.filter(each => each.kind === kind).length;
  return {
    repository: name,
    changes: graph.size,
    deployments: deployments.length,
    rollbacks: ofKind('rollback'),
    hotfixes: ofKind('hotfix'),
    notes,
  };
}

async function openWhole(path: string): Promise<Git> {
  const git = await Git.open(resolve(path));
  if (!git)
    throw new UserError(
      `${plainText(path)} is not a git repository, or git is not installed`,
      'Name the folder of a checked-out repository',
    );
  const shallow = await git.run(['rev-parse', '--is-shallow-repository']);
  if (shallow.trim() === 'true')
    throw new UserError(
      `${plainText(path)} is a shallow clone: what came before is not known, and all counts would be wrong`,
      'Fetch the rest with git fetch --unshallow (in pipelines: fetch-depth: 0), then start this again',
    );
  const head = await git.run(['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']).catch(() => '');
  if (head.trim() === '') throw new UserError(`${plainText(path)} has no commits yet`, 'Commit something, or name another repository');
  return git;
}

/** The address of the remote, else the name of the folder. */
async function addressOf(git: Git, path: string): Promise<string> {
  const address = await git.run(['config', '--get', 'remote.origin.url']).catch(() => '');
  if (address.trim() !== '') return address.trim();
  const root = await git.run(['rev-parse', '--show-toplevel']).catch(() => '');
  return basename(root.trim() || resolve(path));
}

async function storeChanges(
  store: Database,
  git: Git,
  repository: string,
  salt: string | undefined,
  graph: Graph,
  progress: (changes: number) => void,
): Promise<void> {
  const columns = columnsOf('change');
  const authors = new Map<string, string>();
  let rows: (readonly Value[])[] = [];
  const flush = async () => {
    await store.transaction(async () => {
      await prepareIncoming(store, 'change');
      await store.append(incomingTable('change'), columns, rows);
      await mergeIncoming(store, 'change');
    });
    rows = [];
    progress(graph.size);
  };
  for await (const commit of readHistory(git)) {
    graph.add(commit);
    if (!authors.has(commit.author)) authors.set(commit.author, pseudonym(commit.author, salt));
    const row: Readonly<Record<string, Value | undefined>> = toChange(commit, repository, authors.get(commit.author));
    rows.push(columns.map(column => row[column] ?? null));
    if (rows.length >= bundleSize) await flush();
  }
  if (rows.length > 0) await flush();
}

function toChange(commit: HistoryCommit, repository: string, author: string | undefined): FoundRow<'change'> {
  const request = requestOf(commit.subject);
  return {
    repository,
    sha: commit.sha,
    parents: commit.parents.join(' '),
    authored_at: commit.authoredAt,
    committed_at: commit.committedAt,
    author,
    pull_request: request,
    merged_at: request === undefined ? undefined : commit.committedAt,
  };
}

async function findDeployments(git: Git, repository: Repository, { deployments, now }: GitImportOptions) {
  const notes: string[] = [];
  if (deployments === 'none') return { deployments: [], notes };
  const latest = new Date(now.getTime() + day).toISOString();
  if (deployments === 'merges')
    return { deployments: mergesOf(repository, await readMainline(git)).filter(each => (each.succeeded_at ?? '') <= latest), notes };
  const found = releasesOf(repository, await readTags(git));
  const known = found.deployments.filter(each => (each.succeeded_at ?? '') <= latest);
  if (found.otherTags > 0) notes.push(`${found.otherTags.toLocaleString('en')} tags are no versions`);
  if (found.repeated > 0) notes.push(`${found.repeated.toLocaleString('en')} versions stand on a commit that had one already`);
  if (known.length < found.deployments.length) notes.push(`${found.deployments.length - known.length} tags lie in the future`);
  if (known.length === 0) notes.push('no tag is a version: say --deployments merges if each merge is deployed, or import deployments');
  return { deployments: known, notes };
}

/** Git is the truth about its tags: those that are gone or were moved must not stay. */
async function replaceDeployments(store: Database, repository: string, deployments: readonly FoundRow<'deployment'>[]): Promise<void> {
  await store.transaction(async () => {
    await store.run("delete from deployment where repository = $1 and source in ('git-tags', 'git-merges')", [repository]);
    if (deployments.length > 0) await storeEvents(store, 'deployment', deployments);
  });
}
