import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { expect, test } from 'vitest';
import { type Files, opsex } from '../repository.ts';
import { hiddenIn, hostileFolder, hostileRepository, outputOf, survive, workflow } from './hostile.ts';

/** Escape sequences of terminals, titles, links, bells, 8-bit controls, overrides of direction, invisible letters and lone surrogates. */
const tricks = [
  '\u001b[2J\u001b[1;1H',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\',
  '\u009b31m',
  '\u009d0;x\u009c',
  '\u202e',
  '\u2066',
  '\u200b',
  '\u2028',
  '\r',
  '\b',
  '\u{e0041}',
  '\ufeff',
];
const trick = tricks.join('');
const markup =
  '<img src=x onerror=alert(1)>](https://evil.example) ![x](https://evil.example/x.png) `</code>` | --- | @everyone [x]: https://evil.example <https://evil.example> https://evil.example # x\n\n# Heading\n\n<script>alert(1)</script>\n';

/** Texts that come out as names, summaries, evidence and reasons. */
function filesWith(text: string): Files {
  const quoted = JSON.stringify(text);
  return {
    '.github/workflows/ci.yml': `name: ${quoted}\non: pull_request\njobs:\n  ${quoted}:\n    name: ${quoted}\n    environment: ${quoted}\n    steps:\n      - name: ${quoted}\n        run: npm test\n      - run: ${JSON.stringify(`terraform apply ${text}`)}\n`,
    'alerts/rules.yml': `groups:\n  - name: ${quoted}\n    rules:\n      - alert: ${quoted}\n        expr: up == 0\n        labels: { severity: critical, team: ${quoted} }\n        annotations: { runbook_url: ${quoted}, summary: ${quoted} }\n`,
    'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${quoted} }\nspec: { type: service, lifecycle: production, owner: ${quoted} }\n`,
    'k8s/deployment.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: ${quoted} }\nspec: { template: { spec: { containers: [{ name: ${quoted}, image: ${quoted} }] } } }\n`,
    'main.tf': `resource "aws_cloudwatch_metric_alarm" "a" {\n  alarm_name = ${quoted.replaceAll('${', '$${')}\n  namespace = "AWS/ApplicationELB"\n  metric_name = "HTTPCode_Target_5XX_Count"\n  alarm_actions = [${quoted}]\n}\n`,
    'docs/runbooks/a.md': `# ${text}\n\nOwner: ${text}\n\n## Diagnose ${text}\n\n1. Look at ${text}\n`,
    'docs/postmortems/2026-01-02-a.md': `# Incident ${text}\n\nDate: 2026-01-02\n\n## Action items\n\n- [ ] ${text} @${text}\n`,
    'TECH_DEBT.md': `# Debt\n\n| id | title | owner |\n|---|---|---|\n| 1 | ${text} | ${text} |\n`,
    'slo.yaml': `apiVersion: openslo/v1\nkind: SLO\nmetadata: { name: ${quoted} }\nspec: { service: ${quoted}, objectives: [{ target: 0.99 }] }\n`,
    'dashboards/a.json': JSON.stringify({
      title: text,
      schemaVersion: 30,
      panels: [{ title: text, targets: [{ expr: `up{job="${text}"}` }] }],
    }),
    CODEOWNERS: `* ${text}\n`,
    [`docs/runbooks/${text.replaceAll('/', '').slice(0, 60)}.md`]: '# A\n\n## Diagnose\n\n1. Look.\n',
    [`alerts/${text.replaceAll('/', '').slice(0, 60)}.yml`]: 'groups: [{ rules: [{ alert: A, expr: *broken }] }]\n',
  };
}

const commands: readonly (readonly [title: string, args: (root: string) => readonly string[]])[] = [
  ['facts', root => ['facts', root]],
  ['facts --json', root => ['facts', root, '--json']],
  ['assess', root => ['assess', root]],
  ['assess --json', root => ['assess', root, '--json']],
  ['assess --format markdown', root => ['assess', root, '--format', 'markdown']],
  ['explain', root => ['explain', 'alert-paging-runbook', root]],
  ['explain a control', root => ['explain', '060', root]],
  ['explain --json', root => ['explain', '010', root, '--json']],
];

/** What opsex itself puts into Markdown so that nothing becomes a link or a mention. */
const afterMark = /(:|@|www)\u200b/gi;

test.each(commands)('%s shows what a terminal would obey, and obeys none of it', (_, args) => {
  const text = outputOf(args(hostileRepository(filesWith(trick))));
  expect(hiddenIn(text.replaceAll(afterMark, '$1'))).toEqual([]);
});

test('colours stay those of opsex', () => {
  const text = outputOf(['assess', hostileRepository(filesWith(trick))], { env: { FORCE_COLOR: '1', NO_COLOR: '' } });
  const rest = text
    .split('\u001b[')
    .map((piece, index) => (index === 0 || /^\d+m/.test(piece) ? piece.replace(/^\d+m/, '') : `\u001b[${piece}`))
    .join('');
  expect(text).not.toBe(rest);
  expect(hiddenIn(rest)).toEqual([]);
});

test('the first screen keeps its size whatever files are called', () => {
  const lines = outputOf(['assess', hostileRepository(filesWith(`${trick}${'x'.repeat(5000)}\n\n\n${'😀'.repeat(500)}`))])
    .trimEnd()
    .split('\n');
  expect(lines.length).toBeLessThanOrEqual(24);
  expect(Math.max(...lines.map(line => [...line].length))).toBeLessThanOrEqual(100);
});

test('JSON with all of it is JSON with the same texts', () => {
  const { facts } = survive(hostileRepository(filesWith(trick)));
  expect(facts.some(({ fields }) => Object.values(fields).some(value => String(value).includes('\u001b[2J')))).toBe(true);
});

test('Markdown holds no markup of the repository', () => {
  const text = outputOf(['assess', hostileRepository(filesWith(markup)), '--format', 'markdown']);
  const kinds = new Set<string>();
  const links: string[] = [];
  visit(fromMarkdown(text), node => {
    kinds.add(node.type);
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') links.push(String(node.url));
  });
  expect(
    [...kinds].filter(kind =>
      ['html', 'image', 'link', 'definition', 'thematicBreak', 'blockquote', 'imageReference', 'linkReference'].includes(kind),
    ),
  ).toEqual([]);
  expect(links).toEqual([]);
  expect(text.split('\n').filter(line => /^#{1,6} /.test(line) && /Heading/.test(line))).toEqual([]);
  expect(text).not.toMatch(/@everyone|www\.|[^\\]<script|https:\/\/evil/);
});

interface Node {
  readonly type: string;
  readonly url?: string;
  readonly children?: readonly Node[];
}

function visit(node: Node, see: (node: Node) => void): void {
  see(node);
  for (const child of node.children ?? []) visit(child, see);
}

const secrets: readonly (readonly [title: string, secret: string])[] = [
  ['an access key of AWS', `AKIA${'IOSFODNN7ABCDEFG'}`],
  ['a secret key of AWS', `wJalrXUtnFEMI/K7MDENG/bPxRfiCY${'ABCDEFGHIJ'}`],
  ['a token of GitHub', `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`],
  ['a token of GitLab', `glpat-${'a1B2c3D4e5F6g7H8i9J0'}`],
  ['a webhook of Slack', `https://hooks.slack.com/services/T0ABCDEFG/B0ABCDEFG/${'a1B2c3D4e5F6g7H8i9J0k1L2'}`],
  ['a key of PagerDuty', 'e93facc04764012d7bfb002500d5d1a6'],
  ['a private key', `-----BEGIN RSA PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA${'x7Qk'.repeat(10)}`],
  ['a token of the web', `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiIxMjM0NTY3ODkwIn0'}.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U`],
  ['an address with a password', 'https://deploy:hunter2hunter2@registry.example.org/x'],
];

/** Places where people leave secrets, some in files that are broken so that errors could quote them. */
function filesWithSecret(secret: string): Files {
  const quoted = JSON.stringify(secret);
  return {
    '.github/workflows/ci.yml': `${workflow}        env:\n          AWS_SECRET_ACCESS_KEY: ${quoted}\n          API_TOKEN: ${quoted}\n      - run: ${JSON.stringify(`curl -H "Authorization: Bearer ${secret}" https://example.org && docker login -p ${secret}`)}\n      - run: ${JSON.stringify(`terraform apply -var password=${secret}`)}\n`,
    '.gitlab-ci.yml': `variables:\n  DEPLOY_TOKEN: ${quoted}\ndeploy:\n  script: [${JSON.stringify(`kubectl --token=${secret} apply -f x`)}]\n`,
    Jenkinsfile: `pipeline { environment { PASSWORD = ${quoted} }\n stages { stage('a') { steps { sh ${JSON.stringify(`curl -u a:${secret} https://example.org`)} } } } }\n`,
    'main.tf': `variable "password" {\n  default = ${quoted}\n}\nprovider "aws" {\n  secret_key = ${quoted}\n}\nterraform {\n  backend "s3" {\n    bucket = "state"\n    secret_key = ${quoted}\n  }\n}\nresource "aws_sns_topic_subscription" "a" {\n  endpoint = ${quoted}\n}\n`,
    'production.tfvars': `password = ${quoted}\n`,
    'terraform.tfstate': `{"version": 4, "resources": [{"type": "a", "instances": [{"attributes": {"password": ${quoted}}}]}]}`,
    'k8s/secret.yaml': `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\nstringData: { password: ${quoted} }\n`,
    'k8s/deployment.yaml': `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\nspec: { template: { spec: { containers: [{ name: a, image: a, env: [{ name: TOKEN, value: ${quoted} }], args: [${JSON.stringify(`--token=${secret}`)}] }] } } }\n`,
    'values.yaml': `alertmanager:\n  config:\n    receivers: [{ name: a, slack_configs: [{ api_url: ${quoted} }], pagerduty_configs: [{ routing_key: ${quoted} }] }]\n`,
    'alertmanager.yml': `global: { slack_api_url: ${quoted} }\nroute: { receiver: a }\nreceivers:\n  - name: a\n    webhook_configs: [{ url: ${quoted} }]\n    pagerduty_configs: [{ service_key: ${quoted} }]\n    email_configs: [{ auth_password: ${quoted} }]\n`,
    'logging/fluent.yaml': `kind: ConfigMap\napiVersion: v1\ndata:\n  fluent-bit.conf: |\n    [OUTPUT]\n        Name es\n        Host logs.example.org\n        HTTP_Passwd ${secret}\n`,
    'otel.yaml': `exporters:\n  otlp: { endpoint: "https://otel.example.org", headers: { authorization: ${quoted} } }\nservice: { pipelines: { traces: { exporters: [otlp] } } }\n`,
    '.env': `TOKEN=${secret}\n`,
    'docs/runbooks/a.md': `# Runbook\n\n## Diagnose\n\n1. Log in with ${secret}\n\n\`\`\`sh\ncurl -H "token: ${secret}" https://example.org\n\`\`\`\n`,
    'deploy.sh': `export TOKEN=${secret}\ncurl -u admin:${secret} https://example.org\nkubectl apply -f x --token ${secret}\n`,
    'broken/a.yaml': `apiVersion: apps/v1\nkind: Deployment\nenv: *${secret.replace(/\W/g, '')}\n"${secret}: [\n`,
    'broken/b.yaml': `apiVersion: apps/v1\nkind: Deployment\n- ${secret}\nkey: !${secret.replace(/\W/g, '')} x\n`,
    'broken/rules.json': `{"groups": [{"rules": [{"alert": ${quoted} ${secret}]}`,
    'broken/main.tf': `resource "aws_sns_topic" "a" {\n  password = ${secret} ${quoted} = {\n`,
    'broken/pyproject.toml': `password = ${secret}\n[${secret}\n`,
    'broken/pom.xml': `<project><${secret.replace(/\W/g, '')}></password>&${secret.replace(/\W/g, '')};</project>`,
  };
}

test.each(secrets)('%s is never printed whole, nor kept', (_, secret) => {
  const root = hostileRepository(filesWithSecret(secret));
  const cache = mkdtempSync(join(tmpdir(), 'opsex-test-cache-'));
  const whole = [secret, secret.replace(/\W/g, '')];
  for (const args of [
    ['facts', root, '--json'],
    ['facts', root],
    ['assess', root, '--json'],
    ['assess', root, '--format', 'markdown'],
    ['explain', 'no-inline-secrets', root],
  ]) {
    const { stdout, stderr } = opsex(args, { env: { OPSEX_CACHE_DIR: cache } });
    expect(whole.filter(text => `${stdout}${stderr}`.includes(text))).toEqual([]);
  }
  expect(filesBelow(cache).filter(file => whole.some(text => readFileSync(file).includes(text)))).toEqual([]);
});

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map(name => join(folder, name))
    .filter(path => statSync(path).isFile());
}

test.each<[string, string]>([['the name of the folder', '\u001b[31mfolder\u202e\n# x']])('%s is shown like any other text', (_, name) => {
  const root = hostileFolder({ [`${name}/.github/workflows/ci.yml`]: workflow });
  const folder = join(root, name);
  for (const args of [
    ['assess', folder],
    ['assess', folder, '--json'],
    ['assess', folder, '--format', 'markdown'],
    ['facts', folder, '--json'],
  ])
    expect(hiddenIn(outputOf(args))).toEqual([]);
});
