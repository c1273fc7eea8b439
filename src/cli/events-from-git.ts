import { type Command, Option } from 'commander';
import { plainText } from '../lib/plain-text.ts';
import { showProgress, writeResult } from './output.ts';
import { databaseOption, storeAddress } from './store-address.ts';

interface Options {
  readonly deployments: 'tags' | 'merges' | 'none';
  readonly service?: string;
  readonly repository?: string;
  readonly names?: boolean;
  readonly database?: string;
  readonly json?: boolean;
}

export function addEventsFromGit(events: Command): void {
  events
    .command('from-git')
    .summary('store the commits of a repository, and its versions as deployments')
    .argument('[path]', 'folder of the repository, with its whole history', '.')
    .addOption(
      new Option('--deployments <what>', 'what is taken for deployments: tags that are versions, merges to the default branch, or nothing')
        .choices(['tags', 'merges', 'none'])
        .default('tags'),
    )
    .option('--service <name>', 'the service that is deployed; the name of the repository when left out')
    .option('--repository <address>', 'what to call the repository; the address of its remote when left out')
    .option('--names', 'keep the addresses of authors instead of pseudonyms')
    .addOption(databaseOption())
    .option('--json', 'print what was done as JSON')
    .action(async (path: string, options: Options) => {
      const { openStore } = await import('../store/open-store.ts');
      const { importGit } = await import('../sources/events/git/import-git.ts');
      const store = await openStore(storeAddress(options.database));
      const bar = showProgress();
      try {
        const progress = (changes: number) => bar.report(`${changes.toLocaleString('en')} changes stored`);
        const summary = await importGit(store, path, { ...options, names: options.names === true, now: new Date(), progress });
        bar.done();
        process.stderr.write(render(summary));
        if (options.json) writeResult(`${JSON.stringify(summary, null, 2)}\n`, undefined);
      } finally {
        bar.done();
        await store.close();
      }
    });
}

function render(summary: Awaited<ReturnType<typeof import('../sources/events/git/import-git.ts').importGit>>): string {
  const { repository, changes, deployments, rollbacks, hotfixes, notes } = summary;
  const count = (n: number, what: string) => `${n.toLocaleString('en')} ${n === 1 ? what.replace(/s$/, '') : what}`;
  const unplanned = rollbacks + hotfixes > 0 ? ` (${count(rollbacks, 'rollbacks')}, ${count(hotfixes, 'hotfixes')})` : '';
  const lines = [`${plainText(repository)}: ${count(changes, 'changes')} and ${count(deployments, 'deployments')}${unplanned} stored`];
  lines.push(...notes.map(note => `  ${plainText(note)}`));
  if (deployments > 0)
    lines.push('  what git tells about deployments is a guess: events of your pipeline, when you import them, count before it');
  return `${lines.join('\n')}\n`;
}
