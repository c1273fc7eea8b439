import { basename } from 'node:path';
import { columnsOf } from '../../../model/events.ts';
import type { Database, Value } from '../../../store/database.ts';
import { incomingTable, mergeIncoming, prepareIncoming } from '../../../store/merge-events.ts';
import { openStaging, type Staging } from '../../../store/staging.ts';
import type { FileSummary, ImportOptions } from '../import-options.ts';
import { ImportRun, type Progress } from '../import-run.ts';
import { type Bundle, readBundles } from '../input/bundles.ts';
import type { Input } from '../input/open-input.ts';
import { CsvSplitter } from '../input/split-csv.ts';
import { JsonSplitter } from '../input/split-json.ts';
import type { OnRecord } from '../input/splitter.ts';
import { saltOf } from '../pseudonyms.ts';
import { ReasonCounts } from '../reason-counts.ts';
import { RejectsFile } from '../rejects.ts';
import { type ColumnMap, mapColumns } from './map-columns.ts';
import { readCsvHeader, readJsonKeys } from './read-header.ts';
import { RowCollector, type Rows, usualBundle } from './row-collector.ts';
import { type CheckedRows, RowStage } from './row-stage.ts';

const longestRecord = 1024 * 1024;
const day = 86_400_000;

/** Imports a table: CSV, or JSON objects. Rows are checked and stored bundle by bundle; the next one is checked while one is stored. */
export async function importTable(store: Database, input: Input, form: 'csv' | 'json', options: ImportOptions): Promise<FileSummary> {
  const shape = await (form === 'csv' ? readCsvHeader(input) : readJsonKeys(input));
  const names = shape.columns.map(({ name }) => name);
  const map = mapColumns(input.name, names, options);
  const source = options.source ?? tableSource(input.name, options.format);
  const wishes = {
    names,
    source,
    times: options.times,
    latest: new Date(options.now.getTime() + day),
    salt: await saltFor(store, map, options),
  };
  const staging = await openStaging(store);
  try {
    const stage = await RowStage.open(staging, shape, map, wishes);
    return await new TableImport(store, input, options, stage).run().finally(() => stage.close());
  } finally {
    await staging.close();
  }
}

class TableImport {
  readonly #reasons = new ReasonCounts();

  constructor(
    readonly store: Database,
    readonly input: Input,
    readonly options: ImportOptions,
    readonly stage: RowStage,
  ) {}

  async run(): Promise<FileSummary> {
    const { input, options } = this;
    const { shape, map, wishes } = this.stage;
    const rejectsPath = options.rejected ?? `${input.path}.rejected.csv`;
    const decides = [shape, [...map.columns], [...map.constants], { ...wishes, latest: 0 }];
    const subject = { input, source: wishes.source, kind: map.kind, wishes: decides, rejectsPath, now: options.now };
    const run = await ImportRun.begin(this.store, subject);
    const rejects = new RejectsFile(
      rejectsPath,
      shape.form === 'csv' ? shape.header : 'record',
      shape.delimiter === '\x01' ? ',' : shape.delimiter,
      run.start.rejectsBytes,
    );
    const done = await this.#storeAll(run, rejects).finally(() => rejects.close());
    await run.finish(options.now);
    return {
      file: input.name,
      format: shape.form,
      source: wishes.source,
      read: done.read,
      stored: done.stored,
      rejected: done.rejected,
      resumed: run.start.stored,
      rejectsPath,
      reasons: this.#reasons.reasons,
      notes: this.#notes(),
    };
  }

  async #storeAll(run: ImportRun, rejects: RejectsFile): Promise<Progress> {
    const { shape } = this.stage;
    const collector = new RowCollector(
      shape.delimiter.charCodeAt(0),
      shape.form === 'csv' ? 'kept' : 'blanks',
      this.options.bundle ?? usualBundle,
    );
    let done = run.start;
    let storing: Promise<unknown> = Promise.resolve();
    try {
      for await (const bundle of readBundles(this.input, onRecord => this.#splitter(onRecord), collector, run.start.bytes)) {
        const checked = await this.stage.check(bundle.content);
        await storing;
        await rejects.add(this.#asRejected(checked));
        done = progressAfter(done, bundle, checked, rejects.bytes);
        storing = this.#store(run, checked, done);
        storing.catch(() => {}); // is thrown where it is awaited
      }
    } finally {
      await storing;
    }
    return done;
  }

  #splitter(onRecord: OnRecord) {
    if (this.stage.shape.form === 'json') return new JsonSplitter(onRecord, longestRecord);
    let header = true;
    return new CsvSplitter(
      this.stage.shape.delimiter.charCodeAt(0),
      record => {
        if (!header) onRecord(record);
        header = false;
      },
      longestRecord,
    );
  }

  async #store(run: ImportRun, checked: CheckedRows, done: Progress): Promise<void> {
    const { map, staging } = this.stage;
    await this.store.transaction(async () => {
      if (staging.shared) await mergeIncoming(this.store, map.kind, checked.good);
      else await this.#send(staging, map, checked);
      await run.advance(done);
    });
    this.#reasons.add(checked.rejected);
    const part = this.input.text === undefined ? undefined : Math.min(1, done.bytes / this.input.text);
    this.options.progress({ file: this.input.name, stored: done.stored, rejected: done.rejected, part });
  }

  /** To another engine the rows go one by one, as texts that it reads. */
  async #send({ reader }: Staging, { kind }: ColumnMap, { good, stored }: CheckedRows): Promise<void> {
    const columns = columnsOf(kind);
    await prepareIncoming(this.store, kind);
    const texts = `select ${columns.map(each => `${each}::text`).join(', ')} from ${good}`;
    const sent = await this.store.append(incomingTable(kind), columns, rowsOf(reader.connection, texts));
    if (sent !== stored) throw new Error(`${stored} rows were checked, but ${sent} were sent to the store`);
    await mergeIncoming(this.store, kind);
  }

  #asRejected({ rejected }: CheckedRows) {
    if (this.stage.shape.form === 'csv') return rejected;
    return rejected.map(each => ({ ...each, text: `"${each.text.trim().replaceAll('"', '""')}"` }));
  }

  #notes(): readonly string[] {
    const { map } = this.stage;
    const has = (field: string) => map.columns.has(field) || map.constants.has(field);
    const notes: string[] = [];
    if (map.unused.length > 0) notes.push(`not read: ${map.unused.slice(0, 20).join(', ')}`);
    if (map.kind !== 'change' && !has('id')) notes.push('no column of ids: rows are told apart by what they say');
    if (map.kind === 'deployment' && !has('environment') && !has('production'))
      notes.push('no environment: these deployments do not count as production; say --environment production if they are');
    return notes;
  }
}

function progressAfter(before: Progress, bundle: Bundle<Rows>, { stored, rejected }: CheckedRows, rejectsBytes: number): Progress {
  return {
    bytes: bundle.end,
    digest: bundle.digest,
    read: before.read + stored + rejected.length,
    stored: before.stored + stored,
    rejected: before.rejected + rejected.length,
    rejectsBytes,
  };
}

async function* rowsOf(connection: Staging['reader']['connection'], sql: string): AsyncGenerator<readonly Value[]> {
  const result = await connection.stream(sql);
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return;
    for (const row of chunk.getRows()) yield row.map(value => (typeof value === 'string' ? value.replaceAll('\0', '') : null));
  }
}

/** `exports/deployments-eu.csv.gz` is the source `deployments-eu`, unless it is an export of a tool that was named. */
function tableSource(name: string, format: string | undefined): string {
  if (format !== undefined && !['csv', 'jsonl'].includes(format)) return format;
  return basename(name).replace(/(?:\.(?:csv|tsv|txt|jsonl|ndjson|json|gz))+$/i, '') || 'table';
}

async function saltFor(store: Database, map: ColumnMap, { names }: ImportOptions): Promise<string | undefined> {
  return names || !(map.columns.has('author') || map.columns.has('engineer')) ? undefined : saltOf(store);
}
