import { expect, test } from 'vitest';
import { told } from './testing.ts';

const issue = {
  key: 'OPS-7',
  self: 'https://acme.atlassian.net/rest/api/3/issue/10002',
  fields: {
    summary: 'Checkout is slow',
    created: '2026-06-01T12:00:00.000+0200',
    updated: '2026-06-02T12:00:00.000+0200',
    resolutiondate: '2026-06-01T13:00:00.000+0200',
    issuetype: { name: 'Incident' },
    priority: { name: 'High' },
    components: [{ name: 'checkout' }],
    labels: ['sev1'],
  },
};

test('issues of the type incident', () => {
  expect(told([{ startAt: 0, total: 1, issues: [issue] }]).incident).toEqual([
    {
      source: 'jira',
      id: 'OPS-7',
      service: 'checkout',
      service_at: '2026-06-02T10:00:00.000Z',
      severity: 1,
      severity_at: '2026-06-02T10:00:00.000Z',
      title: 'Checkout is slow',
      detected_at: '2026-06-01T10:00:00.000Z',
      created_at: '2026-06-01T10:00:00.000Z',
      resolved_at: '2026-06-01T11:00:00.000Z',
      url: 'https://acme.atlassian.net/browse/OPS-7',
    },
  ]);
});

test('other types are none, unless the caller says so', () => {
  const bug = { ...issue, fields: { ...issue.fields, issuetype: { name: 'Bug' } } };
  expect(told([bug])).toEqual({
    formats: ['jira'],
    skipped: ['issues of the type "Bug" are no incidents (--incident-label "Bug" takes them)'],
  });
  expect(told([bug], { incidentLabels: ['bug'] }).incident).toMatchObject([{ severity: 1 }]);
});

test('a resolution that was taken back is a reopening', () => {
  const taken = { items: [{ field: 'resolution', from: '10000', to: null }] };
  const histories = [
    { created: '2026-06-01T14:00:00.000+0200', ...taken },
    { created: '2026-06-01T13:00:00.000+0200', items: [{ field: 'status', from: '1', to: '2' }] },
  ];
  const fields = { ...issue.fields, resolutiondate: null };
  const [listed] = told([{ issues: [{ ...issue, fields, changelog: { histories } }] }]).incident as readonly object[];
  expect(listed).toMatchObject({ reopened_at: '2026-06-01T12:00:00.000Z' });
  expect(listed).not.toHaveProperty('resolved_at');
  const hook = { webhookEvent: 'jira:issue_updated', timestamp: Date.UTC(2026, 5, 1, 12), issue: { ...issue, fields }, changelog: taken };
  expect(told([hook]).incident).toMatchObject([{ id: 'OPS-7', reopened_at: '2026-06-01T12:00:00.000Z' }]);
});
