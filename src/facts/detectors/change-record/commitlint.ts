/**
 * The line on which a commitlint configuration, in JavaScript, JSON or YAML, makes a reference to a ticket an error:
 * `'references-empty': [2, 'never']`. Level 1 only warns, 0 is off.
 */
export function requiresReference(text: string): number | undefined {
  const lines = text.split('\n').map(line => line.replace(/^\s*(?:\/\/|#|\*).*$/, ''));
  const at = lines.findIndex(line => /["']?(?:references-empty|issue-empty|jira-task-id-empty|footer-empty)["']?\s*:/.test(line));
  if (at === -1) return undefined;
  const rule = lines
    .slice(at, at + 4)
    .join(' ')
    .split(/:/)
    .slice(1)
    .join(':');
  const error = /^\s*(?:\[|-)\s*(?:2|RuleConfigSeverity\.Error)\s*(?:,|-)\s*["']?never\b/.test(rule);
  return error ? at + 1 : undefined;
}
