import { type EventKindName, eventKindNames } from '../../model/events.ts';
import type { Database } from '../../store/database.ts';
import { type StoredDelivery, storeArtifacts, storeDeliveries } from '../../store/deliveries.ts';
import { storeEvents } from '../../store/merge-events.ts';
import { formatOf, openRecord, toStored, unfold } from './deliveries.ts';
import type { EventFormat, FoundEvent } from './formats/event-format.ts';
import { type ReadingRules, readingRules } from './formats/reading.ts';
import type { FileSummary, ImportOptions } from './import-options.ts';
import { ImportRun, type Progress } from './import-run.ts';
import { type Bundle, type Collector, readBundles } from './input/bundles.ts';
import type { Input } from './input/open-input.ts';
import { JsonSplitter } from './input/split-json.ts';
import type { FoundRecord } from './input/splitter.ts';
import { gather, projectOne } from './project.ts';
import { saltOf } from './pseudonyms.ts';
import { ReasonCounts } from './reason-counts.ts';
import { quoted, type Rejected, RejectsFile } from './rejects.ts';

const longestMessage = 128 * 1024 * 1024;
const mostRecords = 2000;
const mostBytes = 8 * 1024 * 1024;
const longestShown = 2000;
const mostKinds = 5;
const day = 86_400_000;

/** Imports messages of event formats, as they were recorded or exported: the raw message once, and the events that it tells. */
export async function importDeliveries(
  store: Database,
  input: Input,
  formats: readonly EventFormat[],
  options: ImportOptions,
): Promise<FileSummary> {
  const salt = options.names ? undefined : await saltOf(store);
  return new DeliveryImport(store, input, formats, options, salt).run();
}

/** What the messages of a bundle gave. */
interface Told {
  readonly deliveries: StoredDelivery[];
  /** Source -> events. */
  readonly events: Map<string, FoundEvent[]>;
  readonly rejected: Rejected[];
}

class DeliveryImport {
  readonly #reasons = new ReasonCounts();
  readonly #skipped = new Map<string, number>();
  readonly #left = new Map<string, number>();
  readonly #found = new Map<EventKindName, number>();
  readonly #formats = new Set<string>();
  readonly #rules = new Map<string, ReadingRules>();
  readonly #latest: string;

  constructor(
    readonly store: Database,
    readonly input: Input,
    readonly formats: readonly EventFormat[],
    readonly options: ImportOptions,
    readonly salt: string | undefined,
  ) {
    this.#latest = new Date(options.now.getTime() + day).toISOString();
  }

  async run(): Promise<FileSummary> {
    const { input, options } = this;
    const rejectsPath = options.rejected ?? `${input.path}.rejected.csv`;
    const ids = this.formats.map(({ id }) => id);
    const wishes = [ids, options.source, [...options.constants], options.deploys, options.incidentLabels, options.times, this.salt];
    const source = options.source ?? (ids.length === 1 ? (ids[0] ?? '') : 'messages');
    const run = await ImportRun.begin(this.store, { input, source, kind: 'delivery', wishes, rejectsPath, now: options.now });
    const rejects = new RejectsFile(rejectsPath, 'record', ',', run.start.rejectsBytes);
    const done = await this.#storeAll(run, rejects).finally(() => rejects.close());
    await run.finish(options.now);
    return {
      file: input.name,
      format: [...this.#formats].join(', ') || 'json',
      source: options.source ?? ([...this.#formats].join(', ') || source),
      read: done.read,
      stored: done.stored,
      rejected: done.rejected,
      resumed: run.start.stored,
      rejectsPath,
      reasons: this.#reasons.reasons,
      events: this.#found,
      notes: this.#notes(),
    };
  }

  async #storeAll(run: ImportRun, rejects: RejectsFile): Promise<Progress> {
    let done = run.start;
    const collector = new RecordCollector(this.options.bundle?.rows ?? mostRecords);
    for await (const bundle of readBundles(
      this.input,
      onRecord => new JsonSplitter(onRecord, longestMessage),
      collector,
      run.start.bytes,
    )) {
      const told = this.#readAll(bundle.content);
      await rejects.add(told.rejected);
      done = progressAfter(done, bundle, told, rejects.bytes);
      await this.#store(run, told, done);
    }
    return done;
  }

  async #store(run: ImportRun, { deliveries, events, rejected }: Told, done: Progress): Promise<void> {
    await this.store.transaction(async () => {
      await storeDeliveries(this.store, deliveries);
      for (const [source, found] of events) {
        const { rows, artifacts } = gather(found, source);
        for (const kind of eventKindNames) {
          const some = rows.get(kind) ?? [];
          if (some.length > 0) await storeEvents(this.store, kind, some);
        }
        await storeArtifacts(this.store, artifacts);
      }
      await run.advance(done);
    });
    this.#reasons.add(rejected);
    const part = this.input.text === undefined ? undefined : Math.min(1, done.bytes / this.input.text);
    this.options.progress({ file: this.input.name, stored: done.stored, rejected: done.rejected, part });
  }

  #readAll(records: readonly CollectedRecord[]): Told {
    const told: Told = { deliveries: [], events: new Map(), rejected: [] };
    for (const { line, text, problem } of records) {
      const value = problem === undefined ? parsed(text) : undefined;
      if (value === undefined) told.rejected.push({ line, reason: problem ?? 'is not JSON', text: shown(text) });
      else this.#readRecord(value, line, told);
    }
    return told;
  }

  #readRecord(value: unknown, line: number, told: Told): void {
    for (const delivery of unfold(openRecord(value), this.formats)) {
      const format = formatOf(delivery, this.formats);
      const reject = (reason: string) => told.rejected.push({ line, reason, text: shown(JSON.stringify(delivery.body.value)) });
      if (!format) {
        reject(`is no message of ${this.formats.length === 1 ? this.formats[0]?.title : 'a format that opsex knows'}`);
        continue;
      }
      const rules = this.#rulesOf(format);
      const { events, problems, skipped, left } = projectOne(format, delivery, rules, this.#latest);
      if (problems.length > 0) {
        reject(problems.join('; '));
        continue;
      }
      told.deliveries.push(toStored(delivery, format, rules.source, this.options.now));
      const list = told.events.get(rules.source) ?? [];
      for (const event of events) list.push(event);
      told.events.set(rules.source, list);
      this.#note(format, events, skipped);
      for (const kind of left) this.#left.set(kind, (this.#left.get(kind) ?? 0) + 1);
    }
  }

  #rulesOf(format: EventFormat): ReadingRules {
    const source = this.options.source ?? format.id;
    const known = this.#rules.get(source);
    if (known) return known;
    const { times, constants, deploys, incidentLabels } = this.options;
    const rules = readingRules({ source, zone: times.zone, constants, deploys, incidentLabels, salt: this.salt });
    this.#rules.set(source, rules);
    return rules;
  }

  #notes(): readonly string[] {
    const notes = [...this.#skipped].map(([why, count]) => `${count.toLocaleString('en')} × ${why}`);
    const kinds = [...this.#left].sort(([, a], [, b]) => b - a).map(([kind]) => kind);
    if (kinds.length === 0) return notes;
    const messages = [...this.#left.values()].reduce((sum, count) => sum + count, 0);
    const named = `${kinds.slice(0, mostKinds).join(', ')}${kinds.length > mostKinds ? ` and ${kinds.length - mostKinds} more` : ''}`;
    return [...notes, `${messages.toLocaleString('en')} × kept, but of a kind that tells no event: ${named}`];
  }

  #note(format: EventFormat, events: readonly FoundEvent[], skipped: readonly string[]): void {
    this.#formats.add(format.id);
    for (const why of new Set(skipped)) this.#skipped.set(why, (this.#skipped.get(why) ?? 0) + 1);
    for (const { kind } of events) if (kind !== 'artifact') this.#found.set(kind, (this.#found.get(kind) ?? 0) + 1);
  }
}

interface CollectedRecord {
  readonly line: number;
  readonly text: string;
  readonly problem?: string;
}

class RecordCollector implements Collector<readonly CollectedRecord[]> {
  #records: CollectedRecord[] = [];
  #bytes = 0;

  constructor(readonly most: number) {}

  add({ bytes, from, to, line, problem }: FoundRecord): void {
    this.#records.push({ line, text: bytes.toString('utf8', from, to), problem });
    this.#bytes += to - from;
  }

  get full(): boolean {
    return this.#records.length >= this.most || this.#bytes >= mostBytes;
  }

  get empty(): boolean {
    return this.#records.length === 0;
  }

  take(): readonly CollectedRecord[] {
    const records = this.#records;
    [this.#records, this.#bytes] = [[], 0];
    return records;
  }
}

function progressAfter(before: Progress, { end, digest }: Bundle<unknown>, { deliveries, rejected }: Told, rejectsBytes: number): Progress {
  return {
    bytes: end,
    digest,
    read: before.read + deliveries.length + rejected.length,
    stored: before.stored + deliveries.length,
    rejected: before.rejected + rejected.length,
    rejectsBytes,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function shown(text: string): string {
  return quoted(text.length > longestShown ? `${text.slice(0, longestShown)}…` : text.replace(/[\r\n]+/g, ' '));
}
