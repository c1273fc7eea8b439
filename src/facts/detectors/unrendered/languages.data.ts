import type { FactFields } from '../../../model/fact-kinds.ts';

type Topic = FactFields<'evidence.elsewhere'>['topic'];

export interface Language {
  readonly name: string;
  readonly extensions: readonly string[];
  readonly comments: 'slashes' | 'slashes-and-hash' | 'hash';
  /** What a program says when it makes something of a topic: a cheap part of it, the place, and what else the file must say. */
  readonly makes: readonly (readonly [topic: Topic, literal: string, pattern: RegExp, besides?: RegExp])[];
}

/** Languages whose programs make configuration. They are not run here: what they make must be looked at in its rendered form. */
export const languages: readonly Language[] = [
  {
    name: 'Jsonnet',
    extensions: ['.jsonnet', '.libsonnet'],
    comments: 'slashes-and-hash', // https://jsonnet.org/ref/spec.html
    makes: [
      [
        'alerting',
        'lert',
        /\bprometheusAlerts\s*\+?:{1,3}|\b(?:prometheusRules?|alertRules?|rules)\s*\+?:/,
        /\bprometheusAlerts\b|\balert\w*\s*(?:\+?:|\()/,
      ],
      [
        'dashboard',
        'ashboard',
        /\bgrafanaDashboards\s*\+?:{1,3}|\bgrafonnet\b[^\n]{0,80}|\b(?:g|grafana)\.dashboard\.new\s*\(|\bdashboard\.new\s*\(/,
      ],
      ['slo', 'slo', /\bslo-libsonnet\b|\bslo\.(?:errorburn|latencyburn|errorlatencyburn)\s*\(/],
      ['infrastructure', 'k.libsonnet', /\bimport\s+['"][^'"\n]{0,100}\bk\.libsonnet['"]/],
    ],
  },
  {
    name: 'CUE',
    extensions: ['.cue'],
    comments: 'slashes', // https://cuelang.org/docs/reference/spec/
    makes: [
      ['alerting', 'alert', /\balert:\s*["\w]/, /\bexpr:/],
      ['dashboard', 'ashboard', /\bkind:\s*"(?:Grafana|Perses)?Dashboard"|\bdashboardBuilder\b/],
      ['slo', 'slo', /\bapiVersion:\s*"(?:openslo\/|sloth\.slok\.dev)/],
      ['infrastructure', 'apiVersion', /\bapiVersion:\s*"/, /\bkind:\s*"(?:Deployment|StatefulSet|DaemonSet|Service|Ingress|Composition)"/],
    ],
  },
  {
    name: 'Nix',
    extensions: ['.nix'],
    comments: 'hash', // https://nixos.org/manual/nixos/stable/options
    makes: [
      ['alerting', 'prometheus', /\bprometheus\s*=\s*\{|\bprometheus\.(?:rules|ruleFiles)\s*=/, /\b(?:rules|ruleFiles)\s*=/],
      ['dashboard', 'grafana', /\bgrafana\b/, /\bprovision\b[^\n]{0,80}\bdashboards\b|\bprovision\s*=\s*\{[^}]{0,400}\bdashboards\b/],
      ['logging', 'services.', /\bservices\.(?:promtail|loki|vector|fluent-?bit|alloy|journald\.upload|rsyslogd)\b/],
      ['infrastructure', 'nixosSystem', /\bnixosSystem\b|\bnixosConfigurations\b/],
      ['infrastructure', 'deploy', /\bdeploy-rs\b|\bdeployment\.targetHost\b/],
    ],
  },
  {
    name: 'Starlark',
    extensions: ['.star', '.starlark', '.drone.jsonnet'],
    comments: 'hash',
    makes: [['deployment', 'pipeline', /["']?kind["']?\s*[:=]\s*["']pipeline["']/]],
  },
  {
    name: 'Dhall',
    extensions: ['.dhall'],
    comments: 'slashes',
    makes: [
      ['alerting', 'lert', /\bPrometheus\.Rule\b|\balert\s*=\s*(?:Some\s+)?"/],
      ['infrastructure', 'ubernetes', /\bkubernetes\.(?:Deployment|Service|StatefulSet)\b/],
    ],
  },
  {
    name: 'Pkl',
    extensions: ['.pkl'],
    comments: 'slashes',
    makes: [['infrastructure', 'amends', /\bamends\s+"package:\/\/pkg\.pkl-lang\.org\/pkl-k8s/]],
  },
  {
    name: 'grafanalib',
    extensions: ['.py'],
    comments: 'hash', // https://grafanalib.readthedocs.io
    makes: [
      ['dashboard', 'grafanalib', /\bDashboard\s*\(/, /\bfrom\s+grafanalib[.\w]*\s+import\b/],
      ['dashboard', 'grafana_foundation_sdk', /\bDashboard\s*\(/, /\bgrafana_foundation_sdk\b/],
      ['alerting', 'grafanalib', /\bAlertRulev?\d*\s*\(/, /\bfrom\s+grafanalib[.\w]*\s+import\b/],
    ],
  },
  {
    name: 'Grafana Foundation SDK',
    extensions: ['.ts', '.go'],
    comments: 'slashes', // https://grafana.github.io/grafana-foundation-sdk/
    makes: [['dashboard', 'grafana-foundation-sdk', /\bDashboardBuilder\s*\(|\bNewDashboardBuilder\s*\(/]],
  },
];
