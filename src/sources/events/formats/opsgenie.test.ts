import { expect, test } from 'vitest';
import { told } from './testing.ts';

const incident = {
  id: '652f14b3-019a-4d4c-8b83-e4da527a416c',
  tinyId: '3',
  message: 'Checkout is down',
  impactedServices: ['59591948-d418-4bb9-af16-170d6b232b7d'],
  status: 'resolved',
  tags: ['service:checkout'],
  createdAt: '2025-09-26T17:06:16.824Z',
  updatedAt: '2025-09-28T17:49:10.17Z',
  priority: 'P3',
  impactStartDate: '2025-09-26T17:00:00Z',
  impactEndDate: '2025-09-26T17:45:25.719Z',
  links: { web: 'https://acme.app.opsgenie.com/incident/detail/652f14b3' },
};

test('the times of the impact count, not those of the record', () => {
  expect(told([{ data: [incident], totalCount: 1 }]).incident).toEqual([
    {
      source: 'opsgenie',
      id: incident.id,
      service: 'checkout',
      service_at: '2025-09-28T17:49:10.170Z',
      severity: 3,
      severity_at: '2025-09-28T17:49:10.170Z',
      title: 'Checkout is down',
      started_at: '2025-09-26T17:00:00.000Z',
      detected_at: '2025-09-26T17:06:16.824Z',
      created_at: '2025-09-26T17:06:16.824Z',
      resolved_at: '2025-09-26T17:45:25.719Z',
      url: incident.links.web,
    },
  ]);
});

test('updated is not resolved', () => {
  const { impactEndDate: _, ...endless } = incident;
  const result = told([endless, { ...incident, status: 'open' }]);
  for (const row of result.incident as readonly object[]) expect(row).not.toHaveProperty('resolved_at');
  expect(result.skipped).toEqual(['incidents that are resolved without an end of their impact: when they were is not known']);
});

test('an alert is a page', () => {
  const alert = {
    id: 'a1',
    tinyId: '9',
    alias: 'x',
    message: 'CPU high',
    acknowledged: true,
    createdAt: '2025-09-26T03:00:00Z',
    updatedAt: '2025-09-26T04:00:00Z',
    owner: 'ada@example.org',
    entity: 'shop',
  };
  expect(told([{ data: [alert] }]).page).toEqual([
    { source: 'opsgenie', id: 'a1', service: 'shop', alert: 'CPU high', engineer: 'ada@example.org', paged_at: '2025-09-26T03:00:00.000Z' },
  ]);
});

test('messages of the webhook integration tell when a page began and who took it', () => {
  const alert = {
    alertId: 'a1',
    tinyId: '9',
    alias: 'x',
    message: 'CPU high',
    entity: 'shop',
    createdAt: 1_758_855_600_000,
    username: 'System',
  };
  const result = told([
    { action: 'Create', source: { name: 'web' }, alert },
    { action: 'Acknowledge', alert: { ...alert, username: 'ada@example.org' } },
    { action: 'Close', alert },
  ]);
  const page = { source: 'opsgenie', id: 'a1', service: 'shop', alert: 'CPU high', paged_at: '2025-09-26T03:00:00.000Z' };
  expect(result.page).toEqual([page, { ...page, engineer: 'ada@example.org' }]);
  expect(result.skipped).toEqual(['Close messages are of no use']);
});
