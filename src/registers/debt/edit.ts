import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import { withEntry } from '../../config/add-entry.ts';
import { UserError } from '../../lib/user-error.ts';
import { readRegister } from './register.ts';

export interface NewEntry {
  readonly title: string;
  readonly category: string;
  readonly severity: string;
  readonly toil: number;
  readonly owner: string;
  readonly due: string;
  readonly source?: string;
}

const opening = `# Register of operational debt: what costs the people who operate this time, and who does what about it until when.
# "opsex debt" adds, lists, closes and reviews entries; editing by hand is fine.
`;

/** The register with one more entry, all fields filled; its id is the next one. */
export function added(
  path: string,
  text: string | undefined,
  entry: NewEntry,
  today: string,
): { readonly text: string; readonly id: string } {
  const id = nextId(text === undefined ? [] : readRegister(path, text).map(each => each.id));
  const row = {
    id,
    title: entry.title,
    category: entry.category,
    severity: entry.severity,
    toil_hours_per_week: entry.toil,
    owner: entry.owner,
    created: today,
    target_resolution_date: entry.due,
    status: 'open',
    ...(entry.source ? { source: entry.source } : {}),
  };
  return { text: withEntry(text === undefined ? `${opening}entries: []\n` : mapOf(path, text), 'entries', row), id };
}

export function closed(path: string, text: string, id: string, today: string, reason: string | undefined): string {
  const { document, entry } = found(path, text, id);
  entry.set('status', 'closed');
  entry.set('closed', today);
  if (reason) entry.set('resolution', reason);
  return document.toString({ lineWidth: 0 });
}

export interface Review {
  readonly date: string;
  readonly by: string;
  readonly open: number;
  readonly toil_hours_per_week: number;
  readonly note?: string;
}

/** Notes that the register was gone through: who did it, and what was open then. */
export function reviewed(path: string, text: string, review: Review): string {
  return withEntry(mapOf(path, text), 'reviews', { ...review });
}

function nextId(ids: readonly string[]): string {
  const numbered = ids.flatMap(id => /^([A-Za-z][\w-]*?-?)(\d{1,6})$/.exec(id)?.slice(1) ?? []);
  const prefix = numbered[0] ?? 'OD-';
  const numbers = ids.flatMap(id => (id.startsWith(prefix) ? Number(id.slice(prefix.length)) : [])).filter(Number.isInteger);
  return `${prefix}${Math.max(0, ...numbers) + 1}`;
}

function parsed(path: string, text: string) {
  if (!/\.ya?ml$/i.test(path))
    throw new UserError(`${path} is no YAML`, 'opsex writes only to registers in YAML: edit this one by hand, or name another with --file');
  const document: Document = parseDocument(text, { merge: false, logLevel: 'silent' });
  const [error] = document.errors;
  if (error) throw new UserError(`${path} is no YAML: ${error.message.split('\n')[0]}`, 'Mend the file first');
  return document;
}

/** Text whose top is a map, so that entries and reviews have a place of their own. */
function mapOf(path: string, text: string): string {
  if (isMap(parsed(path, text).contents)) return text;
  throw new UserError(`${path} is a bare list`, 'Put the list below the key "entries", so that reviews have a place beside it');
}

function found(path: string, text: string, id: string) {
  const document = parsed(path, text);
  const lists = isMap(document.contents) ? document.contents.items.map(({ value }) => value) : [document.contents];
  const maps = lists.flatMap(list => (isSeq(list) ? list.items.filter((item): item is YAMLMap => isMap(item)) : []));
  const entry = maps.find(each => String(each.get('id') ?? each.get('key') ?? each.get('ref') ?? '') === id);
  if (entry) return { document, entry };
  throw new UserError(`${path} has no entry ${id}`, 'opsex debt list shows the ids');
}
