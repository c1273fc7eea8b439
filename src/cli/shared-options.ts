import { type Command, Option } from 'commander';
import { databaseOption } from './store-address.ts';

/** The options of every command that assesses. */
export function sharedOptions(command: Command): Command {
  return command
    .option('--model <path>', 'judge by the model in this folder or file instead of WAF++ Operational Excellence')
    .option('--as-of <date>', 'count ages to this date instead of now (2026-01-31)')
    .option('--no-cache', cacheHelp)
    .addOption(configOption())
    .option('--no-config', noConfigHelp)
    .addOption(databaseOption())
    .option(
      '--service <name>',
      'a service of the workload in the store; can be repeated (default: those deployed from the repository, else those called like it)',
      (name: string, earlier: readonly string[] | undefined) => [...(earlier ?? []), name],
    )
    .option('--no-events', 'leave the store of events out');
}

export function configOption(): Option {
  return new Option('--config <file>', 'take this file instead of the opsex.yaml of the repository');
}

export const noConfigHelp = 'leave the opsex.yaml of the repository out';

export const cacheHelp = 'read every file anew, and keep nothing for the next run';

export function formatOption(formats: readonly string[]): Option {
  return new Option('--format <format>', 'how to print the result').choices(formats).default(formats[0]);
}
