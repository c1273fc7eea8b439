import { spawnSync } from 'node:child_process';
import { setup as build } from '../build-once.ts';
import { findChromium } from './chromium.ts';

/** The interface is tried in a real browser. On CI it is installed when it is missing; elsewhere the tests are left out, loudly. */
export function setup(): void {
  build();
  if (findChromium()) return;
  if (process.env.CI && process.getuid?.() === 0) install();
  if (findChromium()) return;
  process.stderr.write(
    '\n!! No Chromium: the tests of the user interface do NOT run. Install one (apt-get install chromium) or set CHROMIUM_PATH.\n\n',
  );
}

function install(): void {
  for (const args of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium'],
  ])
    spawnSync('apt-get', args, {
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 600_000,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
}
