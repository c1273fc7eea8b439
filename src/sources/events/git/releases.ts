import type { FoundRow } from '../formats/event-format.ts';
import type { Graph } from './graph.ts';
import type { Tag } from './read-tags.ts';
import { type ReleaseName, readReleaseName } from './release-name.ts';
import { isMerge, saysHotfix, saysRelease, saysRevert } from './subjects.ts';

export interface Repository {
  /** `host/owner/name`, or the name of its folder. */
  readonly name: string;
  readonly service: string;
  readonly graph: Graph;
  /** Commit -> the commit that it reverts. */
  readonly reverts: ReadonlyMap<string, string>;
}

/** Something that was deployed, as far as git tells. */
interface Release {
  readonly id: string;
  readonly ref?: string;
  readonly service: string;
  readonly sha: string;
  readonly at: string;
  readonly isPreview: boolean;
  readonly isHotfix: boolean;
}

export interface FoundReleases {
  readonly deployments: readonly FoundRow<'deployment'>[];
  /** Tags that are no versions, and versions on a commit that is released already. */
  readonly otherTags: number;
  readonly repeated: number;
}

/** Tags that are versions, as deployments of production; versions before a release go elsewhere. */
export function releasesOf(repository: Repository, tags: readonly Tag[]): FoundReleases {
  const named = tags.flatMap(tag => {
    const name = readReleaseName(tag.name);
    return name ? [toRelease(repository, tag, name)] : [];
  });
  const releases = firstOfEachCommit(named);
  return {
    deployments: withKinds(repository, 'git-tags', releases),
    otherTags: tags.length - named.length,
    repeated: named.length - releases.length,
  };
}

/** Merges to the default branch, as deployments: right for teams that deploy each of them. */
export function mergesOf(repository: Repository, mainline: readonly string[]): readonly FoundRow<'deployment'>[] {
  const merges = mainline.flatMap(sha => {
    const commit = repository.graph.get(sha);
    if (!commit?.committedAt || !isMerge(commit.subject, commit.parents.length)) return [];
    return [
      {
        id: `${repository.name}/${sha}`,
        service: repository.service,
        sha,
        at: commit.committedAt,
        isPreview: false,
        isHotfix: saysHotfix(commit.subject),
      },
    ];
  });
  return withKinds(repository, 'git-merges', merges);
}

function toRelease({ name, service }: Repository, tag: Tag, { part, isPreview, isHotfix }: ReleaseName): Release {
  const own = part !== undefined && part.toLowerCase() !== service.toLowerCase();
  return { id: `${name}/${tag.name}`, ref: tag.name, service: own ? part : service, sha: tag.sha, at: tag.at, isPreview, isHotfix };
}

/** A commit that gets a second version is not deployed again. */
function firstOfEachCommit(releases: readonly Release[]): readonly Release[] {
  const seen = new Set<string>();
  return byTime(releases).filter(({ service, sha, isPreview }) => {
    const key = `${service} ${sha} ${isPreview}`;
    return !seen.has(key) && seen.add(key);
  });
}

function withKinds(repository: Repository, source: string, releases: readonly Release[]): readonly FoundRow<'deployment'>[] {
  const groups = new Map<string, Release[]>();
  for (const release of releases) groups.set(release.service, [...(groups.get(release.service) ?? []), release]);
  return [...groups.values()].flatMap(group => kindsWithin(repository, source, byTime(group)));
}

/** Rollbacks and hotfixes among the releases of one service, by what each brought that no earlier one had. */
function kindsWithin(repository: Repository, source: string, releases: readonly Release[]): readonly FoundRow<'deployment'>[] {
  const visited = new Map<string, number>();
  return releases.map((release, number) => {
    const fresh = release.isPreview ? [] : repository.graph.visit(release.sha, visited, number);
    const work = fresh.filter(sha => !saysRelease(repository.graph.get(sha)?.subject ?? ''));
    const undone = work.map(sha => undoneRelease(repository, sha, visited, number));
    const isRollback = number > 0 && undone.some(each => each !== undefined) && work.every(sha => isRevert(repository, sha));
    const isHotfix =
      release.isHotfix ||
      (work.length > 0 &&
        number > 0 &&
        work.every(sha => isRevert(repository, sha) || saysHotfix(repository.graph.get(sha)?.subject ?? '')));
    const target = undone.find(each => each !== undefined);
    return {
      source,
      id: release.id,
      service: release.service,
      environment: release.isPreview ? 'pre-release' : 'production',
      production: !release.isPreview,
      repository: repository.name,
      sha: release.sha,
      ref: release.ref,
      kind: isRollback ? 'rollback' : isHotfix ? 'hotfix' : 'normal',
      remedies: (isRollback || isHotfix) && target !== undefined ? releases[target]?.id : undefined,
      created_at: release.at,
      succeeded_at: release.at,
    };
  });
}

function isRevert({ graph, reverts }: Repository, sha: string): boolean {
  return revertedBy({ graph, reverts }, sha) !== undefined || saysRevert(graph.get(sha)?.subject ?? '');
}

/** The earlier release that held first what a commit reverts. */
function undoneRelease(repository: Repository, sha: string, visited: ReadonlyMap<string, number>, number: number): number | undefined {
  const reverted = revertedBy(repository, sha);
  const release = reverted === undefined ? undefined : visited.get(reverted);
  return release !== undefined && release < number ? release : undefined;
}

/** What a commit reverts, or of a merge, what the commits that it brings revert. */
function revertedBy({ graph, reverts }: Pick<Repository, 'graph' | 'reverts'>, sha: string): string | undefined {
  const [, ...merged] = graph.get(sha)?.parents ?? [];
  const target = [sha, ...merged].map(each => reverts.get(each)).find(Boolean);
  return target === undefined ? undefined : graph.find(target);
}

function byTime(releases: readonly Release[]): readonly Release[] {
  return [...releases].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
}
