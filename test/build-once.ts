import { spawnSync } from 'node:child_process';

/** The tests of the whole product run the built command line; `OPSEX_BUILT_IN` names another folder than dist for it. */
export function setup(): void {
  const { status, stderr } = spawnSync('node', ['tools/build.js', '--quiet', '--out', process.env.OPSEX_BUILT_IN ?? 'dist'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`the build failed:\n${stderr}`);
}
