import { expect, test } from 'vitest';
import { judgeRunbook, runbookInText, runbookText } from './runbook-link.ts';

const targets = {
  has: (path: string) => ['docs/runbooks/a.md', 'docs/specs/a-design.md'].includes(path),
  isOpen: (path: string) => path === 'docs/runbooks/open.md',
  hasFolder: (path: string) => path === 'docs' || path === 'docs/runbooks',
  own: new Set(['acme/shop']),
};

test.each([
  [undefined, 'none'],
  ['', 'placeholder'],
  ['TODO', 'placeholder'],
  ['docs/runbooks/open.md', 'placeholder'],
  ['https://github.com/acme/shop/blob/main/docs/runbooks/open.md#errors', 'placeholder'],
  ['https://example.com/runbooks/a', 'placeholder'],
  ['https://wiki.company.com/x', 'placeholder'],
  ['https://wiki.acme-shop.io/Runbooks#TODO', 'linked'],
  ['https://wiki.acme-shop.io/', 'placeholder'],
  ['http://localhost:3000/x', 'placeholder'],
  ['https://runbooks.prometheus-operator.dev/runbooks/node/nodedown', 'generic'],
  ['https://github.com/openshift/runbooks/blob/master/alerts/x.md', 'generic'],
  ['https://github.com/kubernetes-monitoring/kubernetes-mixin/tree/master/runbook.md#x', 'generic'],
  ['https://samber.github.io/awesome-prometheus-alerts/rules', 'generic'],
  ['TBD', 'placeholder'],
  ['{{ $labels.runbook }}', 'unknown'],
  ['https://github.com/acme/shop/blob/main/docs/runbooks/a.md#x', 'linked'],
  ['https://github.com/acme/shop/blob/main/docs/runbooks/b.md', 'broken'],
  ['https://github.com/acme/shop/tree/main/docs/runbooks', 'generic'],
  ['https://github.com/acme/shop/blob/main/docs/specs/a-design.md', 'broken'],
  ['https://github.com/acme/other/blob/main/docs/b.md', 'linked'],
  ['https://gitlab.acme.io/group/sub/other/-/blob/main/docs/b.md', 'linked'],
  ['_____________________/a.md', 'unknown'], // the mask of a template
  ['docs/runbooks/a.md', 'linked'],
  ['./docs/runbooks/b.md#x', 'broken'],
  ['Restart the pod', 'unknown'],
])('%s is %s', (text, runbook) => {
  expect(judgeRunbook(text, targets).runbook).toBe(runbook);
});

test('which annotation holds the runbook', () => {
  expect(runbookText({ dashboard_url: 'https://g/d', runbook_url: 'https://a' })).toBe('https://a');
  for (const key of [
    'playbook',
    'playbook_url',
    'runbook',
    'runbookUrl',
    'runbook_uri',
    'runbook-url',
    'sop',
    'sop_url',
    'troubleshooting_url',
  ])
    expect(runbookText({ [key]: 'https://b' }), key).toBe('https://b');
  for (const key of ['dashboard_url', '__dashboardUid__', 'generatorURL', 'description'])
    expect(runbookText({ [key]: 'https://grafana.shop.io/runbooks' }), key).toBeUndefined();
  expect(runbookText({ docs: 'https://wiki/runbooks/c' })).toBe('https://wiki/runbooks/c');
  expect(runbookText({ docs: 'https://wiki/about' })).toBeUndefined();
  expect(runbookText({ dashboard_url: 'https://g/d' })).toBeUndefined();
});

test('a runbook in the words of a description', () => {
  expect(runbookInText('Errors.\nRunbook: https://wiki.io/x.')).toBe('https://wiki.io/x.');
  expect(runbookInText('See https://wiki.io/runbooks/x')).toBe('https://wiki.io/runbooks/x');
  expect(runbookInText('See https://wiki.io/x')).toBeUndefined();
});
