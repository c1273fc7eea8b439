import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector, type FileHistory, type Located } from '../../detector.ts';
import { SourceFile } from '../../source-file.ts';
import { dateIn } from '../documents/dates.ts';
import { documentExtensions, documentOf, isTemplateName } from '../documents/reading.ts';
import { type Entry, entriesOfCsv, entriesOfDocument, entriesOfTree } from '../documents/records.ts';
import { reviewDateOf } from '../documents/review-date.ts';
import { capacityIn, mentionsCapacity } from './capacity.ts';
import { listKeys } from './debt.data.ts';
import { type DebtEntry, debtEntriesOf, debtFieldsOf, entryFact, hoursIn, isClosed } from './register.ts';
import { lastQuarter, type TrackedEntry, trendOf } from './trend.ts';

type Finding =
  | {
      readonly kind: 'register';
      readonly line: number;
      readonly entries: readonly DebtEntry[];
      readonly reviewed: string;
      readonly title: string;
    }
  | { readonly kind: 'item'; readonly entries: readonly DebtEntry[] }
  | { readonly kind: 'capacity'; readonly line: number; readonly percent: number };

const named =
  /(?:^|\/)(?:(?:ops|operations?|operational|tech|technical)[-_ ]?debt[^/]*|debt(?:[-_ ]?(?:register|registry|log|list|backlog))?|toil[^/]*|betriebsschulden[^/]*|technische[-_]schulden|dette[-_](?:technique|op[ée]rationnelle)|deuda[-_](?:t[ée]cnica|operativa|operacional)|(?:teknisk|operasjonell)[-_]gjeld|teknisk[-_]skuld|technische[-_]schuld|d[íi]vida[-_](?:t[ée]cnica|operacional)|технічний[-_]борг)\.[a-z]+$/i;
/** A name that may as well be that of a table of money. */
const bare = /(?:^|\/)debts?\.[a-z]+$/i;
/** A running log of what annoys the people who operate it is a register under another name. */
const log = /(?:^|\/)(?:observations|pain-?points|paper-?cuts|ops-backlog|operations-backlog|improvement-log|kaizen)\.[a-z]+$/i;
const itemFile = /(?:^|\/)(?:(?:ops|operational|tech(?:nical)?)[-_]debt|debt|toil)\/(?!readme|index|template)[^/]+\.(?:md|adoc|ya?ml)$/i;
export const registerPath = new RegExp(`${named.source}|${log.source}|${itemFile.source}`, 'i');

export const debt = detector<Finding>({
  id: 'debt',
  title: 'Registers of operational debt',
  docs: 'https://sre.google/workbook/eliminating-toil/',
  reads: [
    { extensions: [...documentExtensions, '.yml', '.yaml', '.csv', '.json'], path: registerPath },
    {
      extensions: documentExtensions,
      text: [
        'capacity',
        'apacity',
        '% of',
        'apazität',
        'apacité',
        'apacidad',
        'apasitet',
        'apacitet',
        'apaciteit',
        'apacidade',
        'sprint',
        'Sprint',
      ],
    },
  ],
  emits: ['debt.register', 'debt.entry', 'debt.month', 'debt.review', 'debt.capacity', 'debt.trend'],
  dated: true,
  replayed: true,

  *parse(file) {
    const isDocument = isDocumentPath(file.path);
    if (isDocument && mentionsCapacity(file.text)) {
      const capacity = capacityIn(documentOf(file));
      if (capacity) yield { kind: 'capacity', ...capacity };
    }
    if (!registerPath.test(file.path)) return;
    const found = debtEntriesOf(rowsOf(file));
    if (isTemplateName(file.name) || (bare.test(file.path) && !found.some(entry => entry.kept))) return;
    if (itemFile.test(file.path) && !named.test(file.path)) {
      if (found.length > 0) yield { kind: 'item', entries: found };
    } else if (found.length > 0) {
      const title = isDocument ? documentOf(file).title : '';
      yield { kind: 'register', line: 1, entries: found, reviewed: reviewedIn(file, isDocument), title };
    }
  },

  *link(findings, scene) {
    for (const { path, finding } of findings) {
      if (finding.kind === 'capacity') yield fact('debt.capacity', { percent: finding.percent }, { path, line: finding.line });
      if (finding.kind !== 'register') continue;
      const history = scene.historyOf(path);
      yield registerOf(path, finding.line, finding.entries, finding.reviewed, history);
      yield* entryFacts(finding.entries.map(entry => [path, entry]));
      yield* pastOf(path, finding.line, history);
      if (finding.reviewed !== '') yield fact('debt.review', { via: 'document', date: finding.reviewed }, { path, line: finding.line });
    }
    for (const items of byFolder(findings).values()) {
      const [first] = items;
      if (!first) continue;
      const entries = items.flatMap(({ finding }) => (finding.kind === 'item' ? finding.entries : []));
      const latest = items.map(({ path }) => scene.historyOf(path)).sort((a, b) => (b?.updated ?? '').localeCompare(a?.updated ?? ''))[0];
      yield registerOf(first.path, 1, entries, '', latest);
      yield* entryFacts(
        items.flatMap(({ path, finding }) => (finding.kind === 'item' ? finding.entries.map(entry => [path, entry] as const) : [])),
      );
    }
  },
});

const mostEntryFacts = 500;

/** Rows of a form say nothing; where there are many, those that are open come first. */
function entryFacts(entries: readonly (readonly [path: string, entry: DebtEntry])[]): readonly FactDraft[] {
  const real = entries.filter(([, entry]) => !entry.placeholder);
  const ordered = real.length <= mostEntryFacts ? real : [...real].sort(([, a], [, b]) => Number(a.closed) - Number(b.closed));
  return ordered.slice(0, mostEntryFacts).map(([path, entry]) => entryFact(path, entry));
}

function* pastOf(path: string, line: number, history: FileHistory | undefined): Generator<FactDraft> {
  const snapshots = (history?.versions ?? []).map(({ month, text }) => ({ month, entries: trackedIn(path, text) }));
  const place = { path, line, strength: 'observed' } as const;
  for (const { toil, ...month } of trendOf(snapshots)) yield fact('debt.month', { ...month, toilHours: toil }, place);
  const trend = lastQuarter(snapshots);
  if (trend) yield fact('debt.trend', { ...trend, until: history?.updated ?? '' }, place);
}

function isDocumentPath(path: string): boolean {
  return /\.(?:md|mdx|markdown|adoc|asciidoc|rst|org)$/i.test(path);
}

/** What stands in a register, row by row, whatever its format. */
export function rowsOf(file: SourceFile): readonly Entry[] {
  if (file.path.endsWith('.csv')) return entriesOfCsv(file.text);
  if (!isDocumentPath(file.path)) {
    const trees = file.yaml();
    const [tree] = trees;
    if (tree?.kind === 'map' && itemFile.test(file.path))
      return entriesOfItem(tree.pairs().map(([key, value]) => [key.toLowerCase(), value.text() ?? ''] as const));
    return trees.flatMap(document => entriesOfTree(document, listKeys));
  }
  const document = documentOf(file);
  if (!itemFile.test(file.path) || named.test(file.path)) return entriesOfDocument(document);
  const front = document.frontMatter?.pairs().map(([key, value]) => [key.toLowerCase(), value.text() ?? ''] as const) ?? [];
  return front.length === 0 ? [] : entriesOfItem([['title', document.title], ...front]);
}

function trackedIn(path: string, text: string): readonly TrackedEntry[] {
  return rowsOf(new SourceFile(path, text)).flatMap(row => {
    const fields = debtFieldsOf(row);
    return fields ? { id: fields.id, title: fields.title, closed: isClosed(fields), toil: hoursIn(fields.toil) } : [];
  });
}

/** What a document says of itself, or the newest of the reviews that a register in YAML lists beside its entries. */
function reviewedIn(file: SourceFile, isDocument: boolean): string {
  if (isDocument) return reviewDateOf(documentOf(file));
  if (file.path.endsWith('.csv')) return '';
  const dates = file.yaml().flatMap(tree => [...tree.list('reviews').map(review => review.text('date')), tree.text('last_reviewed')]);
  return (
    dates
      .map(date => dateIn(date ?? ''))
      .sort()
      .at(-1) ?? ''
  );
}

function entriesOfItem(pairs: readonly (readonly [string, string])[]): readonly Entry[] {
  return [{ line: 1, values: new Map(pairs) }];
}

function registerOf(
  path: string,
  line: number,
  entries: readonly DebtEntry[],
  reviewed: string,
  history: FileHistory | undefined,
): FactDraft {
  const count = (test: (entry: DebtEntry) => boolean) => entries.filter(test).length;
  const closed = count(entry => entry.closed);
  const filled = entries.reduce((sum, entry) => sum + entry.filled, 0) / Math.max(1, entries.length);
  const operational = count(entry => entry.operational);
  const fields = {
    entries: entries.length,
    open: entries.length - closed,
    closed,
    operational: operational * 5 >= entries.length,
    filled: Math.round(filled * 100) / 100,
    toilEntries: count(entry => entry.toilHours !== null),
    toilHours: entries.reduce((sum, entry) => sum + (entry.closed ? 0 : (entry.toilHours ?? 0)), 0),
    fromPostmortems: count(entry => entry.fromPostmortem),
    placeholder: count(entry => entry.placeholder) * 2 >= entries.length,
    updated: history?.updated ?? '',
    reviewed,
    reviewedQuarters: quartersOf(history),
  };
  return fact('debt.register', fields, { path, line });
}

/** How many of the two quarters before and with the last change have one. */
function quartersOf(history: FileHistory | undefined): number {
  if (!history || history.changes.length === 0) return 0;
  const quarters = new Set(history.changes.map(quarter));
  const last = quarter(history.updated);
  return [last, last - 1].filter(value => quarters.has(value)).length;
}

function quarter(date: string): number {
  return Number(date.slice(0, 4)) * 4 + Math.floor((Number(date.slice(5, 7)) - 1) / 3);
}

function byFolder(findings: readonly Located<Finding>[]): ReadonlyMap<string, readonly Located<Finding>[]> {
  const folders = new Map<string, Located<Finding>[]>();
  for (const located of findings) {
    if (located.finding.kind !== 'item') continue;
    const folder = located.path.slice(0, located.path.lastIndexOf('/'));
    folders.set(folder, [...(folders.get(folder) ?? []), located]);
  }
  return folders;
}
