/** Number of the request that a commit merges, by its subject. */
export function requestOf(subject: string): number | undefined {
  const [, number] =
    /^Merge pull request #(\d{1,9}) from /.exec(subject) ?? // GitHub
    /^Merged PR (\d{1,9}): /.exec(subject) ?? // Azure DevOps
    /\(pull request #(\d{1,9})\)$/.exec(subject) ?? // Bitbucket
    /\((?:#|!)(\d{1,9})\)$/.exec(subject) ?? // squashed
    [];
  return number === undefined ? undefined : Number(number);
}

export function isMerge(subject: string, parents: number): boolean {
  return parents > 1 || requestOf(subject) !== undefined;
}

export function saysRevert(subject: string): boolean {
  return /^(?:Revert "|revert(?:\([^)]*\))?!?: )/.test(subject) || /\/revert-\d+-/.test(subject);
}

/** A branch of hotfixes that is merged, or a subject that begins so. */
export function saysHotfix(subject: string): boolean {
  return /^hot-?fix\b/i.test(subject) || /^(?:Merge|Merged)\b.*?[\s'"/]hot-?fix(?:es)?[/_-]/i.test(subject);
}

/** A commit that only says that there is a release. */
export function saysRelease(subject: string): boolean {
  return /^(?:chore\(release\)|release|bump|version|prepare|v?\d+\.\d+|merge (?:tag|branch) '?(?:v?\d|release))/i.test(subject);
}
