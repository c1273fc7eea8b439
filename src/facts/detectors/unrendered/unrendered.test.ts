import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const literal =
  "{\n  prometheusAlerts+:: {\n    groups: [{ name: 'a', rules: [{ alert: 'Errors', expr: 'up == 0', labels: { severity: 'page' } }] }],\n  },\n}\n";
const computed = "local a = import 'alerts/errors.libsonnet';\n{\n  prometheusAlerts+:: a.make('shop'),\n}\n";
const mapped = "{\n  rules: std.map(function(name) alertFor(name, 'up == 0'), ['a', 'b']),\n}\n";
const rendered = 'groups:\n  - name: a\n    rules:\n      - alert: Errors\n        expr: up == 0\n';

test.each([
  ['computed alerts', { 'mixin.libsonnet': computed }, [{ topic: 'alerting', where: 'Jsonnet', line: 3, because: 'not_evaluated' }]],
  ['alerts made by a function', { 'rules.jsonnet': mapped }, [{ topic: 'alerting', line: 2 }]],
  ['alerts that are written out', { 'mixin.libsonnet': literal }, []],
  ['alerts beside their rendered form', { 'mixin.libsonnet': computed, 'out/rules.yaml': rendered }, []],
  ['alerts beside what tests expect', { 'mixin.libsonnet': computed, 'tests/golden/rules.yaml': rendered }, [{ topic: 'alerting' }]],
  [
    'a dashboard',
    { 'd.jsonnet': "local g = import 'g.libsonnet';\ng.dashboard.new('Shop')\n" },
    [{ topic: 'dashboard', where: 'Jsonnet', line: 2 }],
  ],
  ['objectives', { 's.jsonnet': "local slo = import 'slo-libsonnet/slo.libsonnet';\n{}\n" }, [{ topic: 'slo', line: 1 }]],
  ['a comment', { 'd.jsonnet': '// g.dashboard.new(x)\n# prometheusAlerts:: {}\n{}\n' }, []],
  ['vendored', { 'vendor/m/mixin.libsonnet': computed }, []],
  [
    'rules in CUE',
    { 'a.cue': 'groups: [{name: "a", rules: [{alert: "Down", expr: "up == 0"}]}]\n' },
    [{ topic: 'alerting', where: 'CUE' }],
  ],
  [
    'a host in Nix',
    { 'h.nix': '{\n  services.prometheus = {\n    enable = true;\n    rules = [ "x" ];\n  };\n  services.promtail.enable = true;\n}\n' },
    [
      { topic: 'alerting', where: 'Nix', line: 2 },
      { topic: 'logging', line: 6 },
    ],
  ],
  ['a shell in Nix', { 'shell.nix': '{ pkgs }: pkgs.mkShell { packages = [ pkgs.prometheus ]; }\n' }, []],
  [
    'pipelines in Starlark',
    { '.drone.star': 'def main(ctx):\n  return {"kind": "pipeline"}\n' },
    [{ topic: 'deployment', where: 'Starlark' }],
  ],
  [
    'dashboards in Python',
    { 'shop.dashboard.py': 'from grafanalib.core import Dashboard\n\ndashboard = Dashboard(title="Shop")\n' },
    [{ topic: 'dashboard', where: 'grafanalib' }],
  ],
  ['another dashboard in Python', { 'a.py': 'from app.views import Dashboard\nDashboard()\n' }, []],
])('%s', async (_, files: Record<string, string>, expected) => {
  expect(flat(await factsOf(files), 'evidence.elsewhere')).toMatchObject(expected);
});

test('programs of attackers are read soon', async () => {
  const start = performance.now();
  await factsOf({
    'a.nix': 'prometheus = {'.repeat(12_000),
    'b.jsonnet': 'rules: '.repeat(25_000),
    'c.py': 'from grafanalib import '.repeat(8_000),
  });
  expect(performance.now() - start).toBeLessThan(6_000);
});
