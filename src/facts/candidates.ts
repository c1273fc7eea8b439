import { wordFinder } from '../lib/word-finder.ts';
import type { Detector, Read } from './detector.ts';
import { madeByTemplate } from './template-files.ts';

export interface Want {
  readonly detector: Detector<unknown>;
  /** Whether the text holds what the detector looks for; asked after reading, before parsing. */
  accepts(contains: (word: string) => boolean): boolean;
}

/** The detectors among `wants` that the text has something for. */
export function acceptedBy(wants: readonly Want[], text: string): readonly Detector<unknown>[] {
  const contains = wordFinder(text);
  return wants.filter(want => want.accepts(contains)).map(want => want.detector);
}

/** For each path the detectors that want it, decided by name and ending without reading the file. */
export function wantedBy(detectors: readonly Detector<unknown>[]): (path: string) => readonly Want[] {
  const byName = new Map<string, Rule[]>();
  const byExtension = new Map<string, Rule[]>();
  for (const detector of detectors) {
    for (const read of detector.reads) {
      const rule = { detector, read };
      for (const name of read.names ?? []) push(byName, name, rule);
      for (const extension of read.extensions ?? []) push(byExtension, extension, rule);
    }
  }
  return path => wants(rulesFor(path, byName, byExtension), path);
}

interface Rule {
  readonly detector: Detector<unknown>;
  readonly read: Read;
}

function rulesFor(path: string, byName: ReadonlyMap<string, Rule[]>, byExtension: ReadonlyMap<string, Rule[]>): readonly Rule[] {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const rules = [...(byName.get(name) ?? [])];
  for (const each of [name, madeByTemplate(name)]) {
    for (let dot = each?.indexOf('.') ?? -1; each && dot !== -1; dot = each.indexOf('.', dot + 1)) {
      rules.push(...(byExtension.get(each.slice(dot)) ?? []));
    }
  }
  return rules;
}

function wants(rules: readonly Rule[], path: string): readonly Want[] {
  const texts = new Map<Detector<unknown>, (readonly string[] | undefined)[]>();
  for (const { detector, read } of rules) {
    if (read.path && !read.path.test(path)) continue;
    texts.set(detector, [...(texts.get(detector) ?? []), read.text]);
  }
  return [...texts].map(([detector, needed]) => ({
    detector,
    accepts: contains => needed.some(words => words === undefined || words.some(contains)),
  }));
}

function push(map: Map<string, Rule[]>, key: string, rule: Rule): void {
  const rules = map.get(key);
  if (rules) rules.push(rule);
  else map.set(key, [rule]);
}
