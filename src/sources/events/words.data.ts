/** Words that sources use, in lower case with blanks for `_` and `-`. */

/** Outcomes of a deployment. Whatever is in neither list is no finish: queued, running, waiting, blocked, canceled, skipped, inactive. */
// biome-ignore format: a list of words
export const successWords = ['success', 'successful', 'succeeded', 'succeed', 'ok', 'passed', 'deployed', 'done', 'completed', 'complete', 'finished', 'healthy', 'synced'];
// biome-ignore format: a list of words
export const failureWords = ['failure', 'failed', 'fail', 'error', 'errored', 'broken', 'rejected', 'timed out', 'timeout', 'degraded'];
// biome-ignore format: a list of words
export const unfinishedWords = [
  'created', 'queued', 'pending', 'requested', 'waiting', 'running', 'started', 'in progress', 'inprogress', 'blocked', 'manual', 'scheduled',
  'canceled', 'cancelled', 'aborted', 'skipped', 'inactive', 'superseded', 'not built', 'unstable', 'neutral', 'stale', 'action required', 'unknown',
];

/** Kinds of deployments. */
export const kindWords: Readonly<Record<'normal' | 'rollback' | 'hotfix', readonly string[]>> = {
  normal: ['normal', 'regular', 'standard', 'planned', 'deploy', 'deployment', 'release', 'upgrade'],
  rollback: ['rollback', 'roll back', 'rolledback', 'rolled back', 'revert', 'reverted', 'undo'],
  hotfix: ['hotfix', 'hot fix', 'emergency', 'emergency fix', 'fix forward', 'unplanned', 'patch fix'],
};

/** Severities without a number; those with one (SEV2, P1, 3 - Moderate) tell it themselves. */
// biome-ignore format: a list of words
export const severityWords: readonly (readonly [word: string, severity: number])[] = [
  ['critical', 1], // GitLab, ServiceNow
  ['blocker', 1], // Jira
  ['highest', 1], // Jira
  ['emergency', 1],
  ['urgent', 1],
  ['severe', 1],
  ['high', 2],
  ['major', 2], // Jira
  ['error', 2],
  ['medium', 3],
  ['moderate', 3], // ServiceNow
  ['normal', 3],
  ['warning', 3],
  ['low', 4],
  ['minor', 4], // Jira
  ['planning', 5], // ServiceNow
  ['lowest', 5], // Jira
  ['trivial', 5], // Jira
  ['info', 5],
  ['informational', 5],
];

/** A severity that is told by a number: 0 and 1 are both the worst. */
export const numberedSeverity = '^(?:severity|sev|priority|prio|p|s)?[ :/.-]*([0-5])(?:$|[^0-9])';

/** Labels that make an issue an incident. */
export const incidentLabels = ['incident', 'outage', 'postmortem', 'type::incident', 'type/incident', 'type: incident', 'kind/incident'];

export const yesWords = ['true', 't', 'yes', 'y', '1', 'ja', 'oui'];
export const noWords = ['false', 'f', 'no', 'n', '0', 'nein', 'non'];
