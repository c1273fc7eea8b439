import { expect, test } from 'vitest';
import { told } from './testing.ts';

const artifact = 'pkg:oci/shop@sha256%3A0b31b1c02ff458ad9b7b81cbdf8f028bd54699fa151f221d1e8de6817db93427';
const sha = '234fd47e07d1004f0aed9c5b6f3d2c1a0b9e8d7c';

function event(type: string, subject: object, { context = {}, ...rest }: { readonly context?: object; readonly customData?: object } = {}) {
  const common = { id: '271069a8', source: '/event/source/123', type: `dev.cdevents.${type}`, timestamp: '2026-03-20T14:27:05.315384Z' };
  return { context: { ...common, ...context }, subject: { source: '/event/source/123', ...subject }, ...rest };
}

const deployed = event(
  'service.deployed.0.2.0',
  { id: 'shop', type: 'service', content: { environment: { id: 'prod-eu' }, artifactId: artifact } },
  { context: { version: '0.4.1' } },
);
const row = {
  source: 'cdevents',
  id: '/event/source/123 271069a8',
  service: 'shop',
  environment: 'prod-eu',
  production: true,
  artifact: 'pkg:oci/shop@sha256:0b31b1c02ff458ad9b7b81cbdf8f028bd54699fa151f221d1e8de6817db93427',
  kind: 'normal',
  succeeded_at: '2026-03-20T14:27:05.315Z',
};

test.each<[string, unknown]>([
  ['0.4', deployed],
  [
    '0.5, where version became specversion and the type of the subject went',
    event(
      'service.deployed.0.3.0',
      { id: 'shop', content: { environment: { id: 'prod-eu' }, artifactId: artifact } },
      { context: { specversion: '0.5.0' } },
    ),
  ],
  [
    'structured CloudEvents',
    {
      specversion: '1.0',
      id: 'x',
      source: '/s',
      type: 'dev.cdevents.service.deployed.0.2.0',
      datacontenttype: 'application/json',
      data: deployed,
    },
  ],
  [
    'binary CloudEvents',
    { headers: { 'ce-specversion': '1.0', 'Ce-Type': 'dev.cdevents.service.deployed.0.2.0', 'ce-id': 'x' }, body: deployed },
  ],
  [
    'binary CloudEvents with a body as text',
    { headers: { 'ce-type': 'dev.cdevents.service.deployed.0.2.0' }, body: JSON.stringify(deployed) },
  ],
])('a deployment in %s', (_, message) => {
  expect(told([message])).toEqual({ formats: ['cdevents'], deployment: [row] });
});

test('an upgrade is a deployment, a rollback one of its kind, and a removal none', () => {
  const others = ['service.upgraded.0.2.0', 'service.rolledback.0.2.0', 'service.removed.0.2.0', 'service.published.0.2.0'];
  const messages = others.map((type, at) =>
    event(type, { id: 'shop', content: { environment: { id: 'prod' } } }, { context: { id: `e${at}` } }),
  );
  expect(told(messages)).toMatchObject({
    deployment: [
      { id: '/event/source/123 e0', kind: 'normal' },
      { id: '/event/source/123 e1', kind: 'rollback' },
    ],
    left: ['service.removed', 'service.published'],
  });
});

test('packaging tells the commit of an artifact, when the change is one', () => {
  const packaged = (id: string) =>
    event('artifact.packaged.0.2.0', {
      id: `${artifact}?repository_url=ghcr.io/acme`,
      content: { change: { id, source: 'https://github.com/Acme/Shop' } },
    });
  expect(told([packaged(sha), packaged('myChange123')]).artifacts).toEqual([{ id: row.artifact, repository: 'github.com/acme/shop', sha }]);
});

test('a package URL of a forge is a commit itself', () => {
  const message = event('service.deployed.0.2.0', {
    id: 'shop',
    content: { environment: { id: 'prod' }, artifactId: `pkg:github/Acme/Shop@${sha}` },
  });
  expect(told([message]).deployment).toMatchObject([{ sha, repository: 'github.com/acme/shop' }]);
});

test('an incident is detected, reported and resolved', () => {
  const incident = (type: string, at: string, customData?: object) =>
    event(
      `incident.${type}.0.2.0`,
      {
        id: 'incident-123',
        source: '/monitoring/prod1',
        content: {
          description: `${type}: slow`,
          environment: { id: 'prod1' },
          service: { id: 'shop' },
          ticketURI: 'https://issues.example/345',
        },
      },
      { context: { id: type, timestamp: at }, customData },
    );
  const id = '/monitoring/prod1 incident-123';
  expect(
    told([
      incident('resolved', '2026-06-01T12:00:00Z'),
      incident('reported', '2026-06-01T10:05:00Z', { severity: 'medium' }),
      incident('detected', '2026-06-01T10:00:00Z'),
    ]).incident,
  ).toMatchObject([
    { id, service: 'shop', resolved_at: '2026-06-01T12:00:00.000Z' },
    { id, severity: 3, title: 'reported: slow', created_at: '2026-06-01T10:05:00.000Z', url: 'https://issues.example/345' },
    { id, detected_at: '2026-06-01T10:00:00.000Z' },
  ]);
});

test('a merged change is a commit, when its id is one', () => {
  const merged = (id: string) =>
    event('change.merged.0.2.0', { id, content: { repository: { id: 'Acme/Shop', source: 'https://example.org' } } });
  expect(told([merged(sha), merged('mySubject123')]).change).toEqual([
    { repository: 'example.org/acme/shop', sha, merged_at: '2026-03-20T14:27:05.315Z' },
  ]);
});
