import type { Known } from '../../../model/fact.ts';

/** Steps of pipelines that deal with change records: pattern of the step, tool, whether it holds the deployment back. */
export const recordActions: readonly (readonly [step: RegExp, tool: string, enforced: Known])[] = [
  [/^ServiceNow\/servicenow-devops-change@/i, 'servicenow', 'yes'], // waits for the approval of the change
  [/^ServiceNow\/servicenow-devops-(?:update-change|get-change)@/i, 'servicenow', 'unknown'],
  [/^ServiceNow-DevOps-Change-Acceleration@/i, 'servicenow', 'yes'],
  [/^UpdateServiceNowChange@/i, 'servicenow', 'unknown'],
  [/^(?:ServiceNowApproval|ServiceNowCreate|ServiceNowUpdate)$/, 'servicenow', 'yes'], // Harness
  [/^(?:JiraApproval)$/, 'jira', 'yes'], // Harness
  [/^(?:JiraCreate|JiraUpdate)$/, 'jira', 'unknown'], // Harness
  [/^atlassian\/gajira-(?:create|transition|find-issue-key|comment)@/i, 'jira', 'unknown'],
  [/^atlassian\/jira-(?:transition|create-issue)/i, 'jira', 'unknown'], // Bitbucket pipe
  [/^chromaui\/jira-deployment|^actions-hub\/jira-deployment|jira-upload-deployment-info@/i, 'jira', 'unknown'],
  [/^kosli-dev\//i, 'kosli', 'unknown'],
];

/** Whether a pattern for commit messages asks for the id of a ticket: `[A-Z]+-\d+`, `#\d+`, `JIRA-`. */
export function recordsTicket(pattern: string): boolean {
  return /-\\?\\d|-\[0-9\]|#\\?\\d|#\[0-9\]|\b(?:jira|ticket|issue|CHG)\b/i.test(pattern);
}
