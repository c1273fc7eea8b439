import type { AssessmentJson, StatementJson } from '../../src/report/contract.ts';

/**
 * Where the forge shows the lines of a statement at the assessed commit. Nothing when that is not certain: another source than the first, an
 * unknown kind of forge, or an address that is not plain https.
 */
export function forgeLink(
  { path, line, endLine, source }: StatementJson,
  { workload }: Pick<AssessmentJson, 'workload'>,
): string | undefined {
  const [repository] = workload.sources;
  if (!repository?.url || !repository.commit || path === null || source !== undefined) return undefined;
  if (!/^https:\/\/[a-z0-9.-]+\/[\w./~-]+$/i.test(repository.url)) return undefined;
  const file = [repository.folder, path].filter(Boolean).join('/').split('/').map(encodeURIComponent).join('/');
  const lines = { first: line ?? 1, last: endLine ?? line ?? 1 };
  const host = new URL(repository.url).hostname;
  const shape = shapes.find(({ hosts }) => hosts.test(host));
  return shape && `${repository.url}${shape.place(repository.commit, file, lines)}`;
}

interface Lines {
  readonly first: number;
  readonly last: number;
}

interface Shape {
  readonly hosts: RegExp;
  place(commit: string, file: string, lines: Lines): string;
}

const shapes: readonly Shape[] = [
  {
    hosts: /(?:^|\.)github\./,
    place: (commit, file, { first, last }) => `/blob/${commit}/${file}?plain=1#L${first}${last > first ? `-L${last}` : ''}`,
  },
  {
    hosts: /(?:^|\.)gitlab\./,
    place: (commit, file, { first, last }) => `/-/blob/${commit}/${file}?plain=1#L${first}${last > first ? `-${last}` : ''}`,
  },
  {
    hosts: /(?:^|\.)bitbucket\.org$/,
    place: (commit, file, { first, last }) => `/src/${commit}/${file}#lines-${first}${last > first ? `:${last}` : ''}`,
  },
  {
    hosts: /(?:^|\.)(?:codeberg\.org|gitea\.|forgejo\.)/,
    place: (commit, file, { first, last }) => `/src/commit/${commit}/${file}#L${first}${last > first ? `-L${last}` : ''}`,
  },
];
