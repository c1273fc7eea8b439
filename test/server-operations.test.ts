import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { serving } from './serving.ts';

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly labels: { readonly severity: string };
  readonly annotations: { readonly summary: string; readonly description: string; readonly runbook_url: string };
}

const root = join(import.meta.dirname, '..');
const command = process.env.OPSEX_COMMAND ?? join(root, 'dist/opsex.js');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const { groups } = parse(read('ops/alerts.yaml')) as { groups: readonly { rules: readonly Rule[] }[] };
const rules = groups.flatMap(group => group.rules);
const runbooks = readdirSync(join(root, 'ops/runbooks')).map(name => `ops/runbooks/${name}`);

test('each alert says how bad it is and leads to a runbook that names it', () => {
  expect(rules.length).toBeGreaterThan(5);
  for (const { alert, labels, annotations } of rules) {
    expect([alert, ['page', 'ticket'].includes(labels.severity)]).toEqual([alert, true]);
    expect(annotations.summary && annotations.description).toBeTruthy();
    expect(existsSync(join(root, annotations.runbook_url)), `${alert}: ${annotations.runbook_url}`).toBe(true);
    expect(read(annotations.runbook_url), alert).toContain(alert);
  }
});

test('Prometheus accepts alerts and settings, and the alerts fire when they should', ({ skip }) => {
  if (spawnSync('promtool', ['--version']).status !== 0) skip('promtool is not installed');
  const promtool = (...args: string[]) => spawnSync('promtool', args, { encoding: 'utf8', cwd: root });
  expect(promtool('check', 'rules', '--lint-fatal', 'ops/alerts.yaml')).toMatchObject({ status: 0 });
  expect(promtool('test', 'rules', 'ops/alerts.test.yaml')).toMatchObject({ status: 0 });
  expect(promtool('check', 'config', '--syntax-only', 'ops/prometheus.yaml')).toMatchObject({ status: 0 });
});

test('the server tells the metrics that alerts and runbooks ask for', async () => {
  const server = await serving({ services: 0 });
  try {
    await fetch(`${server.url}/webhooks/github`, { method: 'POST', body: '{}' });
    const told = await (await fetch(`${server.url}/metrics`)).text();
    const asked = [...rules.map(({ expr }) => expr), ...runbooks.map(read), read('ops/slo.md')]
      .join('\n')
      .match(/\b(?:opsex_webhook|http_request|process_cpu)_\w+/g);
    expect(new Set(asked).size).toBeGreaterThan(4);
    for (const name of new Set(asked)) expect(told, name).toMatch(new RegExp(`^${name}[ {]`, 'm'));
  } finally {
    await server.end();
  }
});

test('the commands of runbooks and of the guide exist, with their options', { timeout: 90_000 }, () => {
  const texts = [...runbooks, 'docs/guides/server.md'].map(read).join('\n');
  const asked = [...texts.matchAll(/\bopsex ((?:serve|store|token|assess|events)\b[^\n`"]*)/g)].map(
    ([, rest = '']) => rest.split(' #')[0] ?? '',
  );
  expect(asked.length).toBeGreaterThan(8);
  const known = new Map<string, string>();
  for (const each of asked) {
    const [first = '', second = ''] = each.split(' ');
    const named = first === 'store' || first === 'token' ? [first, second] : [first];
    const help = known.get(named.join(' ')) ?? helpOf(named);
    known.set(named.join(' '), help);
    for (const option of each.match(/--[a-z-]+/g) ?? []) expect(help, `opsex ${each}`).toContain(option);
  }
});

test('files that runbooks name are there', () => {
  for (const runbook of runbooks) {
    const text = read(runbook);
    for (const [, link = ''] of text.matchAll(/\]\(([\w./-]+)\)/g))
      expect(existsSync(join(root, 'ops/runbooks', link)), `${runbook}: ${link}`).toBe(true);
    for (const [path] of text.matchAll(/\b(?:ops|docs)\/[\w./-]+\.\w+/g))
      expect(existsSync(join(root, path)), `${runbook}: ${path}`).toBe(true);
  }
});

function helpOf(named: readonly string[]): string {
  const { status, stdout } = spawnSync('node', [command, ...named, '--help'], { encoding: 'utf8' });
  expect(status, `opsex ${named.join(' ')}`).toBe(0);
  return stdout;
}
