import { spawnSync } from 'node:child_process';

/** The tests of the whole product run the built command line. */
export function setup(): void {
  const { status, stderr } = spawnSync('node', ['tools/build.js', '--quiet'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`the build failed:\n${stderr}`);
}
