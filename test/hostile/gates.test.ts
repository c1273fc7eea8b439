import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { commitAll, type Files, opsex } from '../repository.ts';
import { hiddenIn, hostileRepository } from './hostile.ts';

const trick = '\u001b[2J\u001b]0;title\u0007\u009b31m\u202e\u2066\u200b\u2028\b\u{e0041}';
const secret = `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'}`;
const nasty = `${trick} <script>x</script> @everyone [x](https://evil.example) \`a\` | ${secret}`;

function filesWith(text: string): Files {
  const quoted = JSON.stringify(text);
  const name = text.replace(/[/`|]/g, '').slice(0, 50);
  return {
    'alerts/rules.yml': `groups:\n  - name: a\n    rules:\n      - alert: ${quoted}\n        expr: rate(errors_total[5m]) > 1\n        labels: { severity: critical }\n        annotations: { runbook_url: ${quoted} }\n`,
    'catalog-info.yaml': `apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: { name: ${quoted} }\nspec: { type: service, lifecycle: production, owner: a }\n`,
    [`docs/runbooks/${name}.md`]: `# ${text}\n\n## Impact\n\n${text} [a](gone-${text}.md)\n\n## Diagnosis\n\n1. Look at ${text}.\n2. Look again.\n3. Look once more, ${'and wait '.repeat(30)}.\n`,
    'docs/postmortems/2026-06-01-a.md': `---\ncause: ${quoted}\n---\n# Incident ${text}\n\nDate: 2026-06-01\n\n## Impact\n\n${text} ${'and so on '.repeat(30)}\n\n## Timeline\n\n| 09:00 | ${text} |\n|---|---|\n\n## Action items\n\n- [ ] ${text}\n`,
    'ops-debt-register.yml': `entries:\n  - id: ${quoted}\n    title: ${quoted}\n    owner: ${quoted}\n    category: ${quoted}\nreviews: [{ date: 2026-06-01, by: ${quoted} }]\n`,
    CODEOWNERS: `* ${text}\n`,
    [`${name}.tf`]: 'terraform {}\n',
  };
}

const assessFormats = ['markdown', 'sarif', 'csv', 'badge', 'comment'].map(format => ['assess', '.', '--format', format]);
const commands: readonly (readonly string[])[] = [
  ...assessFormats,
  ['gate', '.', '--min-level', '3'],
  ['gate', '.', '--min-level', '3', '--format', 'markdown'],
  ['gate', '.', '--min-level', '3', '--format', 'comment', '--baseline', 'HEAD'],
  ['debt', 'list'],
  ['debt', 'list', '--json'],
  ['postmortem', 'check'],
  ['postmortem', 'actions'],
  ['postmortem', 'actions', '--json'],
  ['runbook', 'check'],
  ['runbook', 'check', '--json'],
  ['change-risk', 'HEAD~1..HEAD'],
  ['change-risk', 'HEAD~1..HEAD', '--format', 'markdown'],
];

test('no report obeys what a repository says, or prints its secrets', () => {
  const root = hostileRepository();
  for (const [path, text] of Object.entries(filesWith(nasty))) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  commitAll(root, nasty.slice(0, 80), '2026-06-02T12:00:00Z');
  for (const args of commands) {
    const run = opsex(args, { cwd: root });
    expect([0, 1, 4]).toContain(run.status);
    expect(hiddenIn(run.stdout.replaceAll(/(:|@|www)\u200b/gi, '$1').replaceAll('\r\n', '\n'))).toEqual([]);
    expect(run.stdout).not.toContain(secret);
    expect(run.stdout.length).toBeGreaterThan(20);
  }
}, 120_000);
