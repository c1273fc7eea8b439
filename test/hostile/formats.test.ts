import { expect, test } from 'vitest';
import type { Files } from '../repository.ts';
import { hostileRepository, nested, survive, workflow } from './hostile.ts';

const rules = (expr: string) => `groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: ${JSON.stringify(expr)}\n`;
const step = (run: string) => `${workflow}      - run: ${JSON.stringify(run)}\n`;
const indented = (times: number, line: (depth: number) => string) =>
  Array.from({ length: times }, (_, depth) => ' '.repeat(depth) + line(depth)).join('\n');

/** Either the file is unread with a reason, or it gave what it holds; in any case the run goes on. */
test.each<[string, string, string]>([
  ['YAML lists', 'alerts/rules.yml', `groups: ${nested('[', ']', 100_000)}\nalert: 1\nexpr: 1\n`],
  ['YAML maps', 'alerts/rules.yml', `groups: ${nested('{a: ', '}', 20_000)}\nalert: 1\nexpr: 1\n`],
  ['YAML maps as keys', 'alerts/rules.yml', `alert: 1\nexpr: ${'{'.repeat(3000)}`],
  ['YAML indentation', 'k8s/a.yaml', `apiVersion: apps/v1\nkind: Deployment\n${indented(1500, depth => `a${depth}:`)}\n`],
  ['YAML dashes', 'k8s/a.yaml', `apiVersion: apps/v1\nkind: Deployment\nspec:\n  ${'- '.repeat(50_000)}a\n`],
  ['YAML question marks', 'k8s/a.yaml', `apiVersion: apps/v1\nkind: Deployment\n${'? '.repeat(20_000)}a\n`],
  ['JSON lists', 'dashboards/a.json', `{"panels": ${nested('[', ']', 100_000)}, "schemaVersion": 1}`],
  ['JSON maps', 'dashboards/a.json', `{"schemaVersion": 1, "panels": ${nested('{"panels": [', ']}', 50_000)}}`],
  ['JSON that never closes', 'dashboards/a.json', `{"schemaVersion": 1, "panels": ${'[{"a":'.repeat(100_000)}`],
  ['HCL brackets', 'main.tf', `resource "aws_s3_bucket" "a" {\n  x = ${nested('[', ']', 20_000)}\n}\n`],
  ['HCL templates', 'main.tf', `resource "aws_cloudwatch_metric_alarm" "a" {\n  x = ${nested('"${', '}"', 10_000)}\n}\n`],
  ['HCL blocks', 'main.tf', `resource "aws_cloudwatch_metric_alarm" "a" {\n${nested('a {\n', '}\n', 5000)}}\n`],
  ['HCL blocks that never close', 'main.tf', 'resource "aws_cloudwatch_metric_alarm" "a" {\n'.repeat(20_000)],
  [
    'HCL conditions',
    'main.tf',
    `locals {\n  a = ${'true ? '.repeat(5000)}1${' : 1'.repeat(5000)}\n}\nresource "aws_sns_topic" "a" {\n  x = ${'!'.repeat(50_000)}a\n}\n`,
  ],
  ['HCL heredocs', 'main.tf', `resource "aws_cloudwatch_metric_alarm" "a" {\n  x = ${'<<A\n'.repeat(20_000)}}\n`],
  ['TOML arrays', 'pyproject.toml', `a = ${nested('[', ']', 5000)}\n`],
  ['TOML keys', 'pyproject.toml', `${'a.'.repeat(20_000)}a = 1\n`],
  ['TOML tables', 'pyproject.toml', `${Array.from({ length: 2000 }, (_, depth) => `[${'a.'.repeat(depth % 500)}a${depth}]`).join('\n')}\n`],
  ['XML elements', 'pom.xml', `<project>${nested('<a>', '</a>', 20_000)}</project>`],
  ['XML elements that never close', 'pom.xml', `<project><dependencies>${'<dependency>'.repeat(100_000)}`],
  ['Markdown quotes', 'docs/runbooks/a.md', `# Runbook\n\n${'>'.repeat(5000)} diagnose\n`],
  ['Markdown lists', 'docs/runbooks/a.md', `# Runbook\n\n${indented(400, () => '- a')}\n`],
  ['Markdown lists in one line', 'docs/runbooks/a.md', `# Runbook\n\n${'- '.repeat(30_000)}a\n`],
  ['Markdown brackets', 'docs/runbooks/a.md', `# Runbook\n\n${nested('[', '](a)', 30_000)}\n`],
  ['Markdown emphasis', 'docs/runbooks/a.md', `# Runbook\n\n${'*a **b '.repeat(30_000)}\n`],
  ['Markdown links to notes', 'docs/runbooks/a.md', `# Runbook\n\n${'[^1]: '.repeat(20_000)}\n`],
  ['PromQL parentheses', 'alerts/rules.yml', rules(`${nested('(', ')', 5000)} up == 0`)],
  ['PromQL subqueries', 'alerts/rules.yml', rules(`${'max_over_time('.repeat(2000)}up${'[1h:1m])'.repeat(2000)}`)],
  ['PromQL signs', 'alerts/rules.yml', rules(`${'-'.repeat(50_000)}up > 0`)],
  ['subshells', '.github/workflows/ci.yml', step(nested('(', ')', 20_000))],
  ['substitutions', '.github/workflows/ci.yml', step(nested('echo "$(', ')"', 10_000))],
  ['shell conditions', 'deploy.sh', `${'if kubectl apply -f x; then\n'.repeat(20_000)}${'fi\n'.repeat(20_000)}`],
  ['shell functions', 'deploy.sh', `${'a() {\n'.repeat(20_000)}kubectl apply -f x\n${'}\n'.repeat(20_000)}`],
  ['shell here-documents', 'deploy.sh', `kubectl apply -f - ${'<<A '.repeat(20_000)}\n`],
  ['Jenkins blocks', 'Jenkinsfile', `pipeline { ${nested('stage("a") { steps { ', '} }', 10_000)} }`],
  ['Jenkins closures and texts', 'Jenkinsfile', `pipeline { ${'"${'.repeat(20_000)}`],
  ['Jsonnet objects', 'alerts.libsonnet', `{ groups: ${nested('[{ rules: ', '}]', 10_000)}, alert: "a", expr: "b" }`],
  ['Bicep objects', 'main.bicep', `resource a 'Microsoft.Insights/metricAlerts@2018-03-01' = ${nested('{ a: ', '}', 10_000)}`],
  ['Helm conditions', 'charts/a/templates/a.yaml', `kind: Deployment\n${nested('{{ if a }}\n', '{{ end }}\n', 20_000)}`],
  ['directives that never end', 'charts/a/templates/a.yaml', `kind: Deployment\n${'{{ if '.repeat(100_000)}`],
  ['comments in comments', 'src/main.ts', `import log from 'pino';\n${'/* '.repeat(50_000)}`],
  ['template strings', 'src/main.ts', `import log from 'pino';\n${nested('`${', '}`', 20_000)}`],
])('%s that nest without end do not end the run', (_, path, text) => {
  survive(hostileRepository({ [path]: text, 'charts/a/Chart.yaml': 'name: a\n' }));
});

const times9 = (name: string) => Array.from({ length: 9 }, () => name).join(', ');

test.each<[string, string, string, RegExp | undefined]>([
  ['YAML aliases of lists', 'alerts/rules.yml', bomb('[', ']'), /aliases stand for more than/],
  ['YAML aliases of maps', 'alerts/rules.yml', bomb('{ k: [', ']}'), /aliases stand for more than/],
  [
    'YAML merge keys',
    'alerts/rules.yml',
    `alert: a\nexpr: b\n${Array.from({ length: 300 }, (_, index) => `m${index}: &m${index} { k${index}: 1${index > 0 ? `, <<: *m${index - 1}` : ''} }\n`).join('')}`,
    undefined,
  ],
  ['a YAML anchor that holds itself', 'alerts/rules.yml', 'alert: a\nexpr: &a [*a, *a]\n', undefined],
  [
    'YAML aliases by the ten thousand',
    'alerts/rules.yml',
    `alert: a\nexpr: &a [${'1, '.repeat(1000)}]\ngroups: [${'*a, '.repeat(10_000)}]\n`,
    /aliases stand for more than/,
  ],
  [
    'XML entities',
    'pom.xml',
    `<!DOCTYPE a [<!ENTITY a0 "lol">${Array.from({ length: 12 }, (_, index) => `<!ENTITY a${index + 1} "${`&a${index};`.repeat(10)}">`).join('')}]><project><name>&a12;</name></project>`,
    undefined,
  ],
  [
    'an XML entity from a file',
    'pom.xml',
    '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]><project><name>&a;</name><artifactId>&a;</artifactId></project>',
    undefined,
  ],
  [
    'XML from the network',
    'pom.xml',
    '<!DOCTYPE a PUBLIC "a" "https://git.invalid/a.dtd"><project xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/passwd"/></project>',
    undefined,
  ],
])('%s do not multiply', (_, path, text, reason) => {
  const { unread, stdout } = survive(hostileRepository({ [path]: text }), { megabytes: 400 });
  if (reason) expect(unread[path]).toMatch(reason);
  expect(stdout).not.toMatch(/root:x:0|lollol/);
});

function bomb(open: string, close: string): string {
  const levels = Array.from(
    { length: 12 },
    (_, index) => `a${index}: &a${index} ${open}${index === 0 ? 'lol' : times9(`*a${index - 1}`)}${close}\n`,
  );
  return `alert: a\nexpr: b\n${levels.join('')}groups: *a11\n`;
}

test.each<[string, string, string]>([
  [
    'YAML',
    'values.yaml',
    '__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }\ntoString: 1\nhasOwnProperty: 1\nimage: { tag: a, __proto__: 1 }\nprometheusRule: { __proto__: { enabled: true } }\n',
  ],
  [
    'YAML services',
    'catalog-info.yaml',
    'apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: __proto__ }\nspec: { type: service, lifecycle: production, owner: constructor }\n',
  ],
  [
    'YAML jobs',
    '.github/workflows/p.yml',
    'on: push\njobs:\n  __proto__:\n    steps: [{ run: npm test }]\n  constructor:\n    needs: __proto__\n    steps: [{ run: npm test }]\n  toString: { uses: ./.github/workflows/p.yml }\n',
  ],
  [
    'YAML alerts',
    'alerts/rules.yml',
    'groups:\n  - name: __proto__\n    rules:\n      - alert: constructor\n        expr: __proto__ > 0\n        labels: { __proto__: critical, severity: hasOwnProperty }\n        annotations: { __proto__: a }\n',
  ],
  [
    'JSON',
    'package.json',
    '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, "scripts": {"__proto__": "npm run constructor", "constructor": "npm run __proto__", "test": "npm run toString"}, "dependencies": {"__proto__": "1", "constructor": "1"}}',
  ],
  [
    'TOML',
    'pyproject.toml',
    '[__proto__]\npolluted = true\n[constructor.prototype]\npolluted = true\n[tool.__proto__]\na = 1\n[project]\ndependencies = ["__proto__"]\n',
  ],
  [
    'HCL',
    'main.tf',
    'resource "__proto__" "constructor" {\n  __proto__ = { polluted = true }\n  constructor { prototype = 1 }\n}\nmodule "__proto__" {\n  source = "./constructor"\n}\nlocals {\n  __proto__ = local.__proto__\n}\nvariable "__proto__" {}\n',
  ],
  [
    'HCL in JSON',
    'main.tf.json',
    '{"resource": {"__proto__": {"constructor": {"a": 1}}, "aws_s3_bucket": {"__proto__": {"bucket": "${var.__proto__}"}}}, "__proto__": 1}',
  ],
  [
    'GitLab',
    '.gitlab-ci.yml',
    '__proto__:\n  script: [npm test]\nconstructor:\n  extends: [__proto__, toString]\n  script: !reference [__proto__, script]\nstages: [__proto__]\n',
  ],
  ['make', 'Makefile', '__proto__: constructor\n\tnpm test\nconstructor: __proto__\n\tmake toString\n'],
  ['properties', 'src/main/resources/application.properties', '__proto__.polluted=true\nlogging.level.__proto__=debug\nconstructor=1\n'],
  ['.env', '.env', '__proto__=1\nconstructor=2\n'],
])('names of prototypes in %s are names like any other', (_, path, text) => {
  const { facts } = survive(hostileRepository({ [path]: text, 'constructor/main.tf': 'terraform {\n  backend "s3" {}\n}\n' }));
  expect(facts.some(fact => 'polluted' in fact || 'polluted' in fact.fields)).toBe(false);
});

test.each<[string, Files]>([
  [
    'keys that repeat',
    {
      'alerts/rules.yml': 'groups: 1\ngroups: []\ngroups:\n  - rules:\n      - { alert: A, alert: B, expr: up == 0, expr: 1 }\n',
      'package.json': '{"scripts": {}, "scripts": {"test": "a", "test": "b"}, "a": 1e999}',
    },
  ],
  [
    'numbers beyond all bounds',
    {
      'alerts/rules.yml': `${rules('up == 1e999').replace('expr', 'for: 1e999h\n        expr')}`,
      'k8s/a.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { replicas: 1e999, revisionHistoryLimit: ${'9'.repeat(400)}, minReadySeconds: -0, progressDeadlineSeconds: .nan }\n`,
      'main.tf': `resource "aws_cloudwatch_log_group" "a" {\n  retention_in_days = 1e999\n  name = -${'9'.repeat(500)}\n}\n`,
      'slo.yaml':
        'apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: a }\nspec: { objectives: [{ target: 1e999 }], timeWindow: [{ duration: 99999999999d }] }\n',
    },
  ],
  [
    'dates beyond all bounds',
    {
      'docs/postmortems/2026-99-99-a.md': '# Incident\n\nDate: 9999999-13-45\n\n2026-02-30 25:61\n\n+275760-09-13\n',
      'docs/runbooks/a.md': '---\nlast_reviewed: 99999-01-01\n---\n# A\n',
    },
  ],
  [
    'schedules beyond all bounds',
    {
      '.github/workflows/drift.yml':
        "on:\n  schedule:\n    - cron: '99 99 99 99 99'\n    - cron: '* * * * * * * *'\n    - cron: '*/0 0-99999999 * * *'\n    - cron: '0 0 31 2 *'\njobs:\n  drift:\n    steps:\n      - run: terraform plan -detailed-exitcode\n",
    },
  ],
  [
    'a schedule of a thousand parts',
    {
      '.github/workflows/drift.yml': `on:\n  schedule:\n${Array.from({ length: 500 }, (_, index) => `    - cron: '${Array.from({ length: 60 }, (_, minute) => minute).join(',')} ${index % 24} * * *'\n`).join('')}jobs:\n  drift:\n    steps:\n      - run: terraform plan -detailed-exitcode\n`,
    },
  ],
])('%s are no end', (_, files) => {
  survive(hostileRepository(files));
});

/** Near matches without end: what makes a regular expression that is not linear take forever. */
test.each<[string, string, string]>([
  ['labels', 'alerts/rules.yml', rules(`rate(a{code=~"${'(a+)+'.repeat(2000)}"}[5m])`)],
  ['backticks and brackets', 'docs/runbooks/a.md', `# Runbook\n\n${'[`'.repeat(50_000)}`],
  ['blanks', 'docs/runbooks/a.md', `# Runbook ${' \t'.repeat(200_000)}x\n`],
  ['headings', 'docs/runbooks/a.md', `# Runbook\n${'## Diagnose\n'.repeat(14_000)}`],
  ['underlines', 'docs/runbooks/a.md', `# Runbook\n\na\n${'===\n'.repeat(50_000)}`],
  ['dates', 'docs/postmortems/a.md', `# Incident\n\n${'2026-01-02 '.repeat(36_000)}\n`],
  ['rows of a table', 'TECH_DEBT.md', `| id | title | owner |\n|---|---|---|\n${'| TD-1 | toil | ops |\n'.repeat(20_000)}`],
  ['commands', '.github/workflows/ci.yml', `${workflow}      - run: |\n${'          npm test && '.repeat(50_000)}true\n`],
  ['commands in a script', 'deploy.sh', 'kubectl apply -f x\n'.repeat(100_000)],
  ['variables in a line', 'deploy.sh', `kubectl apply ${'-f $A ${B:-c} "$(d)" '.repeat(20_000)}\n`],
  ['a line of 1.5 MB', '.github/workflows/long.yml', `on: push\nname: ${'a'.repeat(1_500_000)}\njobs: {}\n`],
  ['documents', 'k8s/all.yaml', '---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\n'.repeat(10_000)],
  ['blanks in HCL', 'main.tf', `resource "aws_sns_topic" "a" {\n  x = a${' '.repeat(500_000)}b c\n}\n`],
  ['blank lines in HCL', 'jobs/a.nomad', `job "a" {\n  x = [${'\n'.repeat(500_000)}\n`],
  ['quotes in HCL', 'main.tf', `resource "aws_sns_topic" "a" {\n${'"""\n'.repeat(100_000)}`],
  ['closing brackets in YAML', 'k8s/a.yaml', `apiVersion: apps/v1\nkind: Deployment\n${']}'.repeat(500_000)}`],
  ['document ends in YAML', 'k8s/a.yaml', `apiVersion: apps/v1\nkind: Deployment\n${'---\n'.repeat(400_000)}`],
  [
    'calls in code',
    'src/main.go',
    `package main\nimport "github.com/prometheus/client_golang/prometheus"\n${'prometheus.NewHistogramVec(prometheus.HistogramOpts{Name: "http_request_duration_seconds", '.repeat(10_000)}`,
  ],
  ['imports in code', 'src/main.ts', `${"import { trace } from '@opentelemetry/api' ".repeat(20_000)}`],
  ['texts in code', 'src/main.py', `import logging\n${'"""\\'.repeat(100_000)}`],
  ['resource definitions', 'k8s/crds.yaml', 'kind: CustomResourceDefinition\n- apiVersion: apiextensions.k8s.io/v1\n'.repeat(20_000)],
  ['steps of Jenkins', 'Jenkinsfile', `pipeline { ${'sh """ terraform plan '.repeat(40_000)}`],
  [
    'lines of a properties file',
    'src/main/resources/application.properties',
    `logging.${'pattern.'.repeat(100_000)}=a\n${'a'.repeat(500_000)}\\\n`,
  ],
])('%s without end take bounded time', (_, path, text) => {
  survive(hostileRepository({ [path]: text }));
});

test('a grammar in WebAssembly does not grow without bounds over many broken files', () => {
  const broken = Object.fromEntries(
    Array.from({ length: 120 }, (_, index) => [
      `m${index}/main.tf`,
      `resource "aws_sns_topic" "a" {\n${'x = [ <<A\n ${ " \n'.repeat(1500)}`,
    ]),
  );
  survive(hostileRepository(broken), { megabytes: 600, seconds: 90 });
}, 120_000);

test('files that take too long are unread with the reason, and those after them are read, in few files and in many', () => {
  const slow = { 'docs/runbooks/slow.md': `# Slow\n${'a\n===\n===\n'.repeat(40_000)}` };
  const many = Object.fromEntries(
    Array.from({ length: 300 }, (_, index) => [`env/${index}/main.tf`, 'terraform {\n  backend "s3" {}\n}\n']),
  );
  for (const more of [{}, many]) {
    const { facts } = survive(hostileRepository({ ...slow, ...more, 'zz/main.tf': 'terraform {\n  backend "s3" {}\n}\n' }), {
      seconds: 40,
    });
    expect(facts.some(({ origin }) => origin.kind === 'file' && origin.path === 'zz/main.tf')).toBe(true);
  }
}, 90_000);
