import type { Command } from 'commander';
import { Cache } from '../sources/cache/cache.ts';
import { cacheFolder } from './open-cache.ts';
import { writeResult } from './output.ts';

export function addCache(program: Command): void {
  const command = program.command('cache').summary('show or clear what opsex keeps of files that it has read');
  command
    .command('show', { isDefault: true })
    .summary('where the cache is and how much it holds')
    .action(async () => {
      const { repositories, bytes } = await new Cache(cacheFolder(), '').size();
      writeResult(`${cacheFolder()}\n${repositories} repositories, ${(bytes / 1024 / 1024).toFixed(1)} MB\n`, undefined);
    });
  command
    .command('clear')
    .summary('forget everything; the next run reads all files anew')
    .action(async () => {
      const cache = new Cache(cacheFolder(), '');
      const { repositories, bytes } = await cache.size();
      await cache.clear();
      writeResult(`cleared ${repositories} repositories, ${(bytes / 1024 / 1024).toFixed(1)} MB\n`, undefined);
    });
}
