import { acceptedBy, wantedBy } from '../../facts/candidates.ts';
import { type FileFindings, parseFile } from '../../facts/detect.ts';
import { detectors } from '../../facts/detectors/index.ts';
import { withoutResourceDefinitions } from '../../facts/resource-definitions.ts';
import { missedHclGrammar, prepareHcl } from '../../lib/hcl.ts';
import { type Overrun, slicesWithin } from '../../lib/time-limit.ts';
import { fileReader, mostBytes, tooLarge } from './read-file.ts';
import type { Unread } from './repository.ts';

export interface ParsedBatch {
  /** Only files with findings. */
  readonly files: readonly FileFindings[];
  readonly unread: readonly Unread[];
  readonly filesRead: readonly (readonly [detector: string, files: number])[];
}

export interface ParsedPart {
  readonly batch: ParsedBatch;
  /** How many files this part holds, and how many of the batch are done with it. */
  readonly count: number;
  readonly done: number;
  /** The next file took too long; nothing after it was read, and this thread should parse no more. */
  readonly overrun?: Overrun;
}

/** Reads and parses some files of one root, part by part. No file may take longer than about `seconds`; `starts` hears of each one's place. */
export async function* parseBatch(
  root: string,
  paths: readonly string[],
  seconds: number,
  starts: (at: number) => void = () => {},
): AsyncGenerator<ParsedPart> {
  const parse = fileParser(root);
  let done = 0;
  while (done < paths.length) {
    const before = done;
    const work = (path: string, at: number) => {
      starts(before + at);
      return parse(path);
    };
    for (const { results, overrun } of slicesWithin(paths.slice(before), seconds, work)) {
      if (missedHclGrammar()) {
        await prepareHcl();
        break; // the files of this slice are parsed again
      }
      done += results.length;
      yield { batch: collect(results), count: results.length, done, ...(overrun ? { overrun } : {}) };
      if (overrun) return;
    }
  }
}

interface ParsedFile {
  readonly findings?: FileFindings;
  readonly unread?: Unread;
  /** Ids of the detectors that found something to parse. */
  readonly readBy: readonly string[];
}

function fileParser(root: string): (path: string) => ParsedFile {
  const wants = wantedBy(detectors);
  const read = fileReader(root);
  return path => {
    const content = read(path);
    if ('problem' in content) {
      if (content.problem === 'is binary') return { readBy: [] };
      return { readBy: [], unread: { path, reason: content.problem, wantedBy: wants(path).map(want => want.detector.id) } };
    }
    const text = withoutResourceDefinitions(path, content.text);
    const wanted = acceptedBy(wants(path), text);
    const readBy = wanted.map(detector => detector.id);
    if (wanted.length === 0) return { readBy };
    const findings = text.length > mostBytes ? { path, findings: [], problem: tooLarge(text.length) } : parseFile(path, text, wanted);
    const unread = findings.problem ? { path, reason: findings.problem, wantedBy: readBy } : undefined;
    return { readBy, findings, ...(unread ? { unread } : {}) };
  };
}

function collect(parsed: readonly ParsedFile[]): ParsedBatch {
  const filesRead = new Map<string, number>();
  for (const { readBy } of parsed) for (const id of readBy) filesRead.set(id, (filesRead.get(id) ?? 0) + 1);
  return {
    files: parsed.flatMap(({ findings }) => (findings && findings.findings.length > 0 ? [findings] : [])),
    unread: parsed.flatMap(({ unread }) => unread ?? []),
    filesRead: [...filesRead],
  };
}
