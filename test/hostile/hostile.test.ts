import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { assessJson, type Files, folderOf, git, opsex, repositoryOf } from '../repository.ts';

const workflow = 'on: pull_request\njobs:\n  test:\n    steps:\n      - run: npm test\n';

/** Assesses a repository made of these files and returns the seconds it took. The run must end well. */
function seconds(files: Files): number {
  const root = repositoryOf(files);
  const start = performance.now();
  assessJson(root);
  return (performance.now() - start) / 1000;
}

const deep = (open: string, close: string, times: number) => open.repeat(times) + close.repeat(times);
const rules = (expr: string) => `groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: ${JSON.stringify(expr)}\n`;

test.each<[string, Files]>([
  ['a YAML flow nesting of 100,000', { 'a/rules.yml': `groups: ${deep('[', ']', 100_000)}\nalert: 1\nexpr: 1\n` }],
  ['a JSON nesting of 100,000', { 'dashboards/a.json': `{"panels": ${deep('[', ']', 100_000)}, "schemaVersion": 1}` }],
  ['an HCL nesting of 20,000', { 'main.tf': `resource "aws_s3_bucket" "a" {\n  x = ${deep('[', ']', 20_000)}\n}\n` }],
  ['a Markdown nesting of 5,000 quotes', { 'docs/runbooks/a.md': `# Runbook\n\n${'>'.repeat(5_000)} diagnose\n` }],
  ['a TOML nesting of 5,000', { 'pyproject.toml': `a = ${deep('[', ']', 5_000)}\n` }],
  ['an XML nesting of 20,000', { 'pom.xml': `<project>${'<a>'.repeat(20_000)}${'</a>'.repeat(20_000)}</project>` }],
  ['an expression nesting of 5,000', { 'alerts/rules.yml': rules(`${deep('(', ')', 5_000)} up == 0`) }],
  ['a line of 1.5 MB', { '.github/workflows/long.yml': `on: push\nname: ${'a'.repeat(1_500_000)}\njobs: {}\n` }],
  ['100,000 lines in a script', { 'deploy.sh': 'kubectl apply -f x\n'.repeat(100_000) }],
  [
    'a step of 100,000 commands',
    { '.github/workflows/ci.yml': `${workflow}      - run: |\n${'          npm test && '.repeat(50_000)}true\n` },
  ],
  ['headings without end', { 'docs/runbooks/a.md': `# Runbook\n${'## Diagnose\n'.repeat(14_000)}` }],
  ['dates without end', { 'docs/postmortems/a.md': `# Incident\n\n${'2026-01-02 '.repeat(36_000)}\n` }],
  ['a table of 20,000 rows', { 'TECH_DEBT.md': `| id | title | owner |\n|---|---|---|\n${'| TD-1 | toil | ops |\n'.repeat(20_000)}` }],
  ['labels that tempt a regular expression', { 'alerts/rules.yml': rules(`rate(a{code=~"${'(a+)+'.repeat(2_000)}"}[5m])`) }],
  ['backticks and brackets without end', { 'docs/runbooks/a.md': `# Runbook\n\n${'[`'.repeat(50_000)}` }],
  ['blanks that tempt a regular expression', { 'docs/runbooks/a.md': `# Runbook ${' \t'.repeat(200_000)}x\n` }],
  [
    'template directives that never end',
    { 'charts/a/Chart.yaml': 'name: a\n', 'charts/a/templates/a.yaml': `kind: Deployment\n${'{{ if '.repeat(100_000)}` },
  ],
  [
    '5,000 make targets that call each other',
    { Makefile: makefile(5_000), '.github/workflows/ci.yml': workflow.replace('npm test', 'make t0') },
  ],
  [
    '10,000 documents in one stream',
    { 'k8s/all.yaml': '---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: a }\n'.repeat(10_000) },
  ],
])('%s does not hang the run', (_, files) => {
  expect(seconds({ '.github/workflows/test.yml': workflow, ...files })).toBeLessThan(20);
});

function makefile(targets: number): string {
  return Array.from(
    { length: targets },
    (_, index) => `t${index}: t${(index + 1) % targets} t${(index * 7) % targets}\n\t@echo ${index}\n`,
  ).join('');
}

test('nothing that the repository configures for git runs', () => {
  const root = repositoryOf({
    '.github/workflows/ci.yml': workflow,
    'a.txt': 'a\n',
    '.gitattributes': '*.txt filter=evil diff=evil\n* filter=evil\n',
  });
  const witness = join(folderOf({}), 'ran');
  const script = join(root, '.git', 'evil.sh');
  writeFileSync(script, `#!/bin/sh\ntouch '${witness}'\ncat\n`);
  chmodSync(script, 0o755);
  const settings = [
    ['core.fsmonitor', script],
    ['core.hooksPath', join(root, '.git')],
    ['core.pager', script],
    ['core.sshCommand', script],
    ['core.editor', script],
    ['core.askPass', script],
    ['diff.external', script],
    ['diff.evil.textconv', script],
    ['diff.evil.command', script],
    ['filter.evil.clean', script],
    ['filter.evil.smudge', script],
    ['filter.evil.process', script],
    ['filter.evil.required', 'true'],
    ['log.showSignature', 'true'],
    ['gpg.program', script],
    ['alias.log', `!${script}`],
    ['alias.ls-files', `!${script}`],
    ['alias.rev-parse', `!${script}`],
  ];
  for (const [name, value] of settings) git(root, ['config', name ?? '', value ?? '']);
  for (const hook of ['post-index-change', 'pre-commit', 'reference-transaction', 'post-checkout']) {
    writeFileSync(join(root, '.git', hook), `#!/bin/sh\ntouch '${witness}'\n`);
    chmodSync(join(root, '.git', hook), 0o755);
  }
  writeFileSync(join(root, 'a.txt'), 'changed\n');
  assessJson(root);
  expect(existsSync(witness)).toBe(false);
});

test('an include in the repository’s git configuration brings nothing in', () => {
  const root = repositoryOf({ '.github/workflows/ci.yml': workflow });
  const witness = join(folderOf({}), 'ran');
  const included = join(folderOf({ config: `[core]\n\tfsmonitor = touch ${witness}\n` }), 'config');
  git(root, ['config', 'include.path', included]);
  assessJson(root);
  expect(existsSync(witness)).toBe(false);
});

test.each(['new\nline.yml', 'tab\there.yml', 'quote"\'`.yml', '-rf.yml', ':(exclude)x.yml', '\u202egpj.yml', '%s%n.yml', '$(touch x).yml'])(
  'a file called %j is read like any other and cannot break the lines of the output',
  name => {
    const root = repositoryOf({ [`.github/workflows/${name}`]: workflow });
    const json = assessJson(root);
    expect(json.criteria.find(({ id }) => id === 'pipeline-as-code')?.verdict).toBe('met');
    const lines = opsex(['facts', root, '--kind', 'pipeline.workflow']).stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(1);
    expect(existsSync(join(root, 'x'))).toBe(false);
  },
);

test('folders nested 200 deep and a folder called like git are walked', () => {
  const root = folderOf({});
  mkdirSync(join(root, ...Array.from({ length: 200 }, () => 'd')), { recursive: true });
  mkdirSync(join(root, '.git'));
  expect(assessJson(root).workload.sources[0]?.kind).toBe('folder');
});

test('a secret in a pipeline is never printed whole', () => {
  const key = 'AKIAIOSFODNN7EXAMPLQ';
  const root = repositoryOf({ '.github/workflows/ci.yml': `${workflow}        env:\n          AWS_ACCESS_KEY_ID: ${key}\n` });
  for (const args of [
    ['facts', root, '--json'],
    ['assess', root, '--json'],
    ['explain', 'no-inline-secrets', root],
    ['assess', root, '--format', 'markdown'],
  ])
    expect(opsex(args).stdout).not.toContain(key);
  expect(assessJson(root).criteria.find(({ id }) => id === 'no-inline-secrets')?.verdict).toBe('not_met');
});
