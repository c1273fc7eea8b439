import { acceptedBy, wantedBy } from '../../facts/candidates.ts';
import { type FileFindings, parseFile } from '../../facts/detect.ts';
import type { Detector } from '../../facts/detector.ts';
import { detectors } from '../../facts/detectors/index.ts';
import { withoutResourceDefinitions } from '../../facts/resource-definitions.ts';
import { missedHclGrammar, prepareHcl } from '../../lib/hcl.ts';
import { fileReader, mostBytes, tooLarge } from './read-file.ts';
import type { Unread } from './repository.ts';

export interface ParsedBatch {
  /** Only files with findings. */
  readonly files: readonly FileFindings[];
  readonly unread: readonly Unread[];
  readonly filesRead: readonly (readonly [detector: string, files: number])[];
}

/** Reads and parses some files of one root. */
export async function parseBatch(root: string, paths: readonly string[]): Promise<ParsedBatch> {
  const wants = wantedBy(detectors);
  const read = fileReader(root);
  const files: FileFindings[] = [];
  const unread: Unread[] = [];
  const filesRead = new Map<string, number>();
  for (const path of paths) {
    const content = read(path);
    if ('problem' in content) {
      if (content.problem !== 'is binary')
        unread.push({ path, reason: content.problem, wantedBy: wants(path).map(want => want.detector.id) });
      continue;
    }
    const text = withoutResourceDefinitions(path, content.text);
    const wanted = acceptedBy(wants(path), text);
    const ids = wanted.map(detector => detector.id);
    if (wanted.length === 0) continue;
    for (const id of ids) filesRead.set(id, (filesRead.get(id) ?? 0) + 1);
    const parsed = text.length > mostBytes ? { path, findings: [], problem: tooLarge(text.length) } : await parseWhole(path, text, wanted);
    if (parsed.problem) unread.push({ path, reason: parsed.problem, wantedBy: ids });
    if (parsed.findings.length > 0) files.push(parsed);
  }
  return { files, unread, filesRead: [...filesRead] };
}

async function parseWhole(path: string, text: string, wanted: readonly Detector<unknown>[]): Promise<FileFindings> {
  const parsed = parseFile(path, text, wanted);
  if (!missedHclGrammar()) return parsed;
  await prepareHcl();
  return parseFile(path, text, wanted);
}
