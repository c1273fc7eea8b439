import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AssessmentJson } from '../src/report/contract.ts';
import { newFile, serving } from './serving.ts';

const command = process.env.OPSEX_COMMAND ?? join(import.meta.dirname, '../dist/opsex.js');

test('what is stated on the server counts in the next assessment', async () => {
  const address = newFile();
  const shop = join(mkdtempSync(join(tmpdir(), 'opsex-stated-')), 'shop');
  mkdirSync(shop);
  writeFileSync(join(shop, 'README.md'), '# Shop\n');
  const opsex = (...args: string[]) =>
    spawnSync('node', [command, ...args, '--database', address], { encoding: 'utf8', env: { ...process.env, NO_COLOR: '1' } });
  expect(opsex('assess', shop, '--save').stderr).toContain('stored as');
  const server = await serving({ address, services: 0 });
  try {
    const response = await fetch(`${server.url}/api/workloads/shop/statements/pm-blameless`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ version: 0, met: true, claim: 'Reviews name no culprits', evidence: 'https://wiki.example.org/review' }),
    });
    expect(response.status).toBe(200);
    const there = await fetch(`${server.url}/api/workloads/shop/statements`);
    expect(await there.json()).toMatchObject({ workload: 'shop', mayState: true, statements: [{ criterion: 'pm-blameless', version: 1 }] });
  } finally {
    await server.end();
  }
  const { stdout } = opsex('explain', 'pm-blameless', shop);
  expect(stdout).toContain('Reviews name no culprits');
  expect(stdout).toContain('ann');
  const { criteria, statements } = JSON.parse(opsex('assess', shop, '--json').stdout) as AssessmentJson;
  expect(criteria.find(({ id }) => id === 'pm-blameless')).toMatchObject({ verdict: 'met', basis: 'person' });
  expect(statements).toMatchObject([{ criterion: 'pm-blameless', met: true, claim: 'Reviews name no culprits', by: 'ann', kept: 'store' }]);
});
