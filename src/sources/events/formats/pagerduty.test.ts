import { expect, test } from 'vitest';
import { told } from './testing.ts';

const incident = {
  id: 'PGR0VU2',
  type: 'incident',
  html_url: 'https://acme.pagerduty.com/incidents/PGR0VU2',
  number: 2,
  status: 'triggered',
  created_at: '2026-04-09T15:16:27Z',
  title: 'A little bump in the road',
  service: { id: 'PF9KMXH', summary: 'API Service' },
  assignees: [{ summary: 'User 123' }],
  priority: { summary: 'P1' },
  urgency: 'high',
};

function event(type: string, at: string, values: object = {}) {
  return {
    event: {
      id: `e-${type}`,
      event_type: `incident.${type}`,
      resource_type: 'incident',
      occurred_at: at,
      data: { ...incident, ...values },
    },
  };
}

test('webhooks of one incident, in any order', () => {
  const result = told([
    event('reopened', '2026-04-09T17:00:00Z', { priority: { summary: 'P2' } }),
    event('resolved', '2026-04-09T16:00:00Z'),
    event('triggered', '2026-04-09T15:16:27Z'),
    event('acknowledged', '2026-04-09T15:20:00Z'),
  ]);
  const known = {
    source: 'pagerduty',
    id: 'PGR0VU2',
    service: 'API Service',
    title: 'A little bump in the road',
    created_at: '2026-04-09T15:16:27.000Z',
  };
  expect(result.incident).toMatchObject([
    { ...known, severity: 2, severity_at: '2026-04-09T17:00:00.000Z', reopened_at: '2026-04-09T17:00:00.000Z' },
    { ...known, severity: 1, resolved_at: '2026-04-09T16:00:00.000Z' },
    known,
    { ...known, acknowledged_at: '2026-04-09T15:20:00.000Z' },
  ]);
  expect(result.page).toEqual([
    {
      source: 'pagerduty',
      id: 'PGR0VU2',
      service: 'API Service',
      alert: 'A little bump in the road',
      engineer: 'User 123',
      paged_at: '2026-04-09T15:16:27.000Z',
    },
  ]);
});

test('what is not urgent pages nobody, and notes tell nothing', () => {
  expect(told([event('triggered', '2026-04-09T15:16:27Z', { urgency: 'low' })])).not.toHaveProperty('page');
  const note = {
    event: {
      id: 'n',
      event_type: 'incident.annotated',
      occurred_at: '2026-04-09T15:16:27Z',
      data: { id: 'P2LA89X', type: 'incident_note' },
    },
  };
  expect(told([note])).toEqual({ formats: ['pagerduty'], left: ['incident.annotated'] });
});

test('the list of the API', () => {
  const listed = { ...incident, incident_number: 2, last_status_change_at: '2026-04-09T16:00:00Z' };
  const rows = told([
    {
      incidents: [
        { ...listed, status: 'resolved' },
        { ...listed, id: 'P2', status: 'acknowledged', acknowledgements: [{ at: '2026-04-09T15:30:00Z' }, { at: '2026-04-09T15:25:00Z' }] },
        { ...listed, id: 'P3', status: 'resolved', resolved_at: '2026-04-09T15:59:00Z' },
      ],
      more: false,
    },
  ]).incident;
  expect(rows).toMatchObject([
    { id: 'PGR0VU2', resolved_at: '2026-04-09T16:00:00.000Z' },
    { id: 'P2', acknowledged_at: '2026-04-09T15:25:00.000Z' },
    { id: 'P3', resolved_at: '2026-04-09T15:59:00.000Z' },
  ]);
  expect((rows as readonly object[])[1]).not.toHaveProperty('resolved_at');
});
