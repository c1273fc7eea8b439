import type { Command } from 'commander';
import { addEventsFromGit } from './events-from-git.ts';
import { addEventsImport } from './events-import.ts';

export function addEvents(program: Command): void {
  const events = program.command('events').summary('store deployments, changes, incidents and pages, from which outcomes are computed');
  addEventsImport(events);
  addEventsFromGit(events);
}
