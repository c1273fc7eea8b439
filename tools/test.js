// Everything that must hold, in one command: types, style, walls, unused code, then all tests. Ends with "N passed, N failed".
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const summary = join(tmpdir(), `opsex-tests-${process.pid}.json`);
const steps = [
  ['build', 'node', ['tools/build.js', '--quiet']],
  ['types', 'npx', ['tsc', '--noEmit']],
  ['types of the interface', 'npx', ['tsc', '-p', 'web', '--noEmit']],
  ['style', 'npx', ['biome', 'ci', '--reporter=summary', '.']],
  ['walls', 'npx', ['depcruise', 'src', 'web', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
  ['unused code', 'npx', ['knip', '--no-progress']],
  ['generated files', 'node', ['tools/generate.js', '--check']],
  ['published numbers', 'node', ['tools/run-ts.js', 'tools/conformance/main.ts']],
  ['tests', 'npx', ['vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${summary}`]],
];

let passed = 0;
let failed = 0;
for (const [title, command, args] of steps) {
  process.stdout.write(`\n── ${title}\n`);
  const { status } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (title !== 'tests') status === 0 ? passed++ : failed++;
  else if (!existsSync(summary)) failed++;
}
if (existsSync(summary)) {
  const { numPassedTests, numFailedTests, numFailedTestSuites, numTotalTests } = JSON.parse(readFileSync(summary, 'utf8'));
  passed += numPassedTests;
  failed += numFailedTests + (numFailedTests === 0 ? numFailedTestSuites : 0) + (numTotalTests === 0 ? 1 : 0);
  rmSync(summary);
}
process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
process.exitCode = failed === 0 ? 0 : 1;
