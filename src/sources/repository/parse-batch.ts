import { acceptedBy, wantedBy } from '../../facts/candidates.ts';
import { type FileFindings, parseFile } from '../../facts/detect.ts';
import { detectorsFor } from '../../facts/detectors-for.ts';
import { prepareOwnDetectors } from '../../facts/own-detectors/own-detector.ts';
import { withoutResourceDefinitions } from '../../facts/resource-definitions.ts';
import { missedHclGrammar, prepareHcl } from '../../lib/hcl.ts';
import { type Overrun, slicesWithin } from '../../lib/time-limit.ts';
import type { Settings } from '../../model/settings.ts';
import { type FileRecord, lineOf, type RecordLine } from './file-record.ts';
import { type BlobHash, fileReader, mostBytes, tooLarge } from './read-file.ts';

/** What a thread must know to parse files of one source. Plain data. */
export interface ParseSetup {
  readonly root: string;
  readonly settings?: Settings;
  /** Names contents, so that records can be kept. */
  readonly hash?: BlobHash;
}

export interface WantedFile {
  readonly path: string;
  /** The content of which a record is at hand: no need to parse it again. */
  readonly known?: string;
}

export interface ParsedPart {
  readonly lines: readonly RecordLine[];
  /** How many files of the batch are done with this part. */
  readonly done: number;
  /** The next file took too long; nothing after it was read, and this thread should parse no more. */
  readonly overrun?: Overrun;
}

/** Reads and parses some files, part by part. No file may take longer than about `seconds`; `starts` hears of each one's place. */
export async function* parseBatch(
  setup: ParseSetup,
  files: readonly WantedFile[],
  seconds: number,
  starts: (at: number) => void = () => {},
): AsyncGenerator<ParsedPart> {
  await prepareOwnDetectors(setup.settings?.detectors ?? []);
  const parse = fileParser(setup);
  let done = 0;
  while (done < files.length) {
    const before = done;
    const work = (file: WantedFile, at: number) => {
      starts(before + at);
      return lineOf(parse(file));
    };
    for (const { results, overrun } of slicesWithin(files.slice(before), seconds, work)) {
      if (missedHclGrammar()) {
        await prepareHcl();
        break; // the files of this slice are parsed again
      }
      done += results.length;
      yield { lines: results, done, ...(overrun ? { overrun } : {}) };
      if (overrun) return;
    }
  }
}

function fileParser({ root, settings, hash }: ParseSetup): (file: WantedFile) => FileRecord | { readonly same: string } {
  const wants = wantedBy(detectorsFor(settings));
  const read = fileReader(root, hash);
  return ({ path, known }) => {
    const content = read(path);
    if (content.blob !== undefined && content.blob === known) return { same: path };
    const blob = content.blob === undefined ? {} : { blob: content.blob };
    if ('problem' in content) {
      const reason = content.problem;
      const missedBy = () => wants(path).map(want => want.detector.id);
      return { path, ...blob, readBy: [], ...(reason === 'is binary' ? {} : { unread: { path, reason, wantedBy: missedBy() } }) };
    }
    const text = withoutResourceDefinitions(path, content.text);
    const wanted = acceptedBy(wants(path), text);
    const readBy = wanted.map(detector => detector.id);
    if (wanted.length === 0) return { path, ...blob, readBy };
    const found =
      text.length > mostBytes ? { path, findings: [], problem: tooLarge(text.length) } : parseFile(path, text, wanted, settings);
    const unread = found.problem ? { unread: { path, reason: found.problem, wantedBy: readBy } } : {};
    return { path, ...blob, readBy, ...(saysAnything(found) ? { found } : {}), ...unread };
  };
}

function saysAnything({ findings, changed, openAt }: FileFindings): boolean {
  return findings.length > 0 || changed !== undefined || openAt !== undefined;
}
