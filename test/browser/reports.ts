import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AssessmentJson } from '../../src/report/contract.ts';
import { assessJson, commitAll, git, opsex } from '../repository.ts';

/** The folder of a sample repository as a git repository with an address on a forge. */
function repository(sample: string, name = sample): string {
  const root = join(mkdtempSync(join(tmpdir(), 'opsex-browser-')), name);
  mkdirSync(root);
  cpSync(join(import.meta.dirname, '../repositories', sample, 'repository'), root, { recursive: true });
  git(root, ['init', '-q', '-b', 'main']);
  commitAll(root, 'Add everything', '2026-06-01T12:00:00Z');
  git(root, ['remote', 'add', 'origin', `git@github.com:acme/${sample}.git`]);
  return root;
}

const script = '<script>window.harmed = 1</script>';
export const hostileName = `"><img src=x onerror=window.harmed=1> \u202egnp.exe '&quot;`;

/** Assessments of the sample repositories; the first has an earlier one and measured outcomes. */
export function assessments(): readonly AssessmentJson[] {
  const service = assessJson(repository('documented-service'));
  const others = ['lookalikes', 'own-words', 'plain-library', 'dead-drift-job'].map(sample => assessJson(repository(sample)));
  return [
    earlier(service),
    { ...service, metrics: metrics(4.5), workload: { ...service.workload, team: 'orders', tier: 1 } },
    ...others,
    hostile(),
  ];
}

function earlier(json: AssessmentJson): AssessmentJson {
  const worse = json.criteria.map((criterion, index) => (index % 9 === 0 ? { ...criterion, verdict: 'unknown' as const } : criterion));
  return { ...json, asOf: '2026-03-31T00:00:00.000Z', metrics: metrics(2), criteria: worse };
}

function metrics(value: number): AssessmentJson['metrics'] {
  return [
    { name: 'deployment-frequency', value, unit: 'per week', n: 40, definition: 'successful production deployments in 90 days' },
    { name: 'time-to-restore', value: null, unit: 'minutes', n: 0, definition: 'median over resolved incidents' },
  ];
}

/** Names of the repository and its files, and texts in them, that would be markup or reorder what stands beside them. */
function hostile(): AssessmentJson {
  const root = repository('lookalikes', hostileName.replace('/', ''));
  mkdirSync(join(root, '.github/workflows'), { recursive: true });
  writeFileSync(
    join(root, `.github/workflows/${hostileName.replaceAll('/', '')}.yml`),
    `name: '${script}'\non: pull_request\njobs:\n  "${script.replaceAll('"', '')}":\n    runs-on: x\n    steps:\n      - run: npm test '${script}'\n`,
  );
  commitAll(root, script, '2026-06-02T12:00:00Z');
  const json = assessJson(root);
  return { ...json, workload: { ...json.workload, team: script }, notes: [...json.notes, `</script>${script}`] };
}

/** The file that `opsex report` makes of them. */
export function reportOf(saved: readonly AssessmentJson[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'opsex-browser-report-'));
  const files = saved.map((json, index) => {
    const file = join(folder, `${index}.json`);
    writeFileSync(file, JSON.stringify(json));
    return file;
  });
  const output = join(folder, 'portfolio.html');
  const run = opsex(['report', ...files, '-o', output]);
  if (run.status !== 0) throw new Error(run.stderr);
  return output;
}
