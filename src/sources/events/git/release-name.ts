/** What the name of a tag says about a release. */
export interface ReleaseName {
  /** Part of a repository that holds several: `api` of `api/v1.2.0`. */
  readonly part?: string;
  readonly isPreview: boolean;
  readonly isHotfix: boolean;
}

const shape = /^(?:([A-Za-z@][\w@./-]*?)[-_/@])?v?(\d{1,9}(?:\.\d{1,9}){1,3})(?:[-._+]?([A-Za-z][\w.+-]*))?(?:\+[\w.-]+)?$/;
const longestName = 200;
/** Words before a version that name no part. */
const plainPrefixes = new Set([
  'v',
  'ver',
  'version',
  'rel',
  'release',
  'releases',
  'r',
  'prod',
  'production',
  'deploy',
  'deployed',
  'hotfix',
  'tag',
  'tags',
  'stable',
]);
const previewWords =
  /^(?:a|b|c|alpha|beta|rc|cr|m|milestone|pre|preview|snapshot|dev|canary|nightly|next|test|ea|experimental|unstable)(?:[\d._+-]|$)/i;

/** Reads the name of a tag that is a version: `v1.2.3`, `1.2.3-rc.1`, `api/v1.2.3`, `@acme/api@1.2.3`, `release-2026.06.01`. Nothing for others. */
export function readReleaseName(tag: string): ReleaseName | undefined {
  if (tag.length > longestName) return undefined;
  const [, prefix, version, suffix = ''] = shape.exec(tag) ?? [];
  if (version === undefined) return undefined;
  const part = prefix?.replace(/[-_/@.]+(?:v|ver|version|release|releases)$/i, '');
  return {
    part: part === undefined || plainPrefixes.has(part.toLowerCase()) ? undefined : part,
    isPreview: previewWords.test(suffix),
    isHotfix: /hot-?fix/i.test(tag),
  };
}
