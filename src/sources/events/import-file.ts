import { nearest } from '../../lib/nearest.ts';
import { plainText } from '../../lib/plain-text.ts';
import { UserError } from '../../lib/user-error.ts';
import { completeDeployments, unknownCommits } from '../../store/complete-deployments.ts';
import type { Database } from '../../store/database.ts';
import { formatOf, openRecord, unfold } from './deliveries.ts';
import { eventFormats } from './formats/index.ts';
import { importDeliveries } from './import-deliveries.ts';
import type { FileSummary, ImportOptions } from './import-options.ts';
import { type Input, openInput } from './input/open-input.ts';
import { importTable } from './tables/import-table.ts';
import { firstValues } from './tables/read-header.ts';

/** Names after --format: tables and event formats. */
const formatNames: readonly string[] = ['csv', 'jsonl', ...eventFormats.map(({ id }) => id)];

const longestFirstValue = 128 * 1024 * 1024;

/**
 * Imports one file into the store, whatever it holds. A file that was imported before changes nothing; one whose import was broken off goes
 * on where it was. Throws a `UserError` when nothing of it can be read.
 */
export async function importFile(store: Database, path: string, options: ImportOptions, name = path): Promise<FileSummary> {
  if (options.format !== undefined && !formatNames.includes(options.format)) throw unknownFormat(options.format);
  const input = openInput(path, { name, encoding: options.encoding });
  const summary = await importAs(store, input, options);
  await completeDeployments(store);
  const unknown = await unknownCommits(store, summary.source);
  if (unknown === 0) return summary;
  const note = `${unknown.toLocaleString('en')} deployment${unknown === 1 ? ' names a commit' : 's name commits'} that the store does not know: opsex events from-git PATH tells them`;
  return { ...summary, notes: [...summary.notes, note] };
}

async function importAs(store: Database, input: Input, options: ImportOptions): Promise<FileSummary> {
  const { format } = options;
  if (format === 'csv') return importTable(store, input, 'csv', options);
  if (format === 'jsonl') return importTable(store, input, 'json', options);
  const isJson = await beginsAsJson(input);
  const formats = eventFormats.filter(({ id }) => format === undefined || id === format);
  if (isJson && (format !== undefined || (await holdsMessages(input)))) return importDeliveries(store, input, formats, options);
  if (isJson || format === undefined) return importTable(store, input, isJson ? 'json' : 'csv', options);
  if (tableExports.has(format)) return importTable(store, input, 'csv', { ...options, kind: options.kind ?? 'incident' });
  throw new UserError(
    `${plainText(input.name)} is not JSON, so that it cannot be of the format ${format}`,
    'Export JSON, or leave --format out if it is a CSV file',
  );
}

/** Tools whose CSV exports are tables of incidents. */
const tableExports = new Set(['jira', 'servicenow', 'opsgenie', 'pagerduty']);

async function beginsAsJson(input: Input): Promise<boolean> {
  for await (const buffer of input.read()) {
    const start = buffer.toString('utf8').trimStart();
    if (start !== '') return start.startsWith('{') || start.startsWith('[');
  }
  throw new UserError(`${plainText(input.name)} is empty`, 'Name a CSV or JSON file with events');
}

async function holdsMessages(input: Input): Promise<boolean> {
  const values = await firstValues(input, 20, longestFirstValue);
  return values.some(value =>
    unfold(openRecord(value))
      .slice(0, 20)
      .some(delivery => formatOf(delivery) !== undefined),
  );
}

function unknownFormat(format: string): UserError {
  const guess = nearest(format, formatNames);
  return new UserError(
    `there is no format "${plainText(format)}"`,
    guess ? `The nearest is "${guess}"; all: ${formatNames.join(', ')}` : `There are ${formatNames.join(', ')}`,
  );
}
