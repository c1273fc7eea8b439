import { expect, test } from 'vitest';
import { told } from './testing.ts';

const incident = {
  number: 'INC0010001',
  sys_id: '46e18c0fa9fe19810066a0083f76bd56',
  opened_at: '2026-06-01 10:00:00',
  resolved_at: '2026-06-01 12:00:00',
  closed_at: '2026-06-08 12:00:00',
  reopened_time: '',
  priority: '1',
  short_description: 'Mail is down',
  cmdb_ci: 'mail',
};

test('times without a zone need one to be said', () => {
  expect(told([{ result: [incident] }])).toEqual({
    formats: ['servicenow'],
    problems: ['opened_at has no time zone: say --zone Europe/Berlin', 'resolved_at has no time zone: say --zone Europe/Berlin'],
  });
  expect(told([{ result: [incident] }], { zone: 'America/New_York' }).incident).toMatchObject([
    {
      id: 'INC0010001',
      service: 'mail',
      severity: 1,
      title: 'Mail is down',
      created_at: '2026-06-01T14:00:00.000Z',
      resolved_at: '2026-06-01T16:00:00.000Z',
    },
  ]);
});

test('values beside what is shown are UTC', () => {
  const both = Object.fromEntries(
    Object.entries(incident).map(([name, value]) => [name, { display_value: name === 'cmdb_ci' ? 'Mail' : `shown ${value}`, value }]),
  );
  expect(told([{ result: [both] }]).incident).toMatchObject([
    { id: 'INC0010001', service: 'Mail', created_at: '2026-06-01T10:00:00.000Z', resolved_at: '2026-06-01T12:00:00.000Z' },
  ]);
});
