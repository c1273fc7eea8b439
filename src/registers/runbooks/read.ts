import { dateIn } from '../../facts/detectors/documents/dates.ts';
import { documentOf, procedureIn } from '../../facts/detectors/documents/reading.ts';
import { fileLinksIn, isThere } from '../../facts/detectors/runbooks/links.ts';
import { classesOf, type SectionClass, weights } from '../../facts/detectors/runbooks/score.ts';
import { withoutSecrets } from '../../facts/secrets.ts';
import { SourceFile } from '../../facts/source-file.ts';
import { chapterOf, type TextDocument } from '../../lib/text-document.ts';
import type { Fact } from '../../model/fact.ts';
import { type RunbookPolicy, sectionWords, shortcomingsOf } from '../../model/runbook-policy.ts';

export interface Runbook {
  readonly path: string;
  readonly line: number;
  readonly title: string;
  readonly services: readonly string[];
  readonly score: number;
  /** It counts: it is long enough, tells what to do, and is no form that nobody has filled in. */
  readonly sufficient: boolean;
  /** What would raise the score, and why it does not count. */
  readonly reasons: readonly string[];
  /** The later of its last change in git and the review that it states; `''` when neither is known. */
  readonly touched: string;
  readonly stale: boolean;
  readonly broken: readonly BrokenLink[];
}

interface BrokenLink {
  readonly line: number;
  readonly url: string;
}

export function readRunbook(
  fact: Fact<'runbook'>,
  path: string,
  text: string,
  targets: ReadonlySet<string>,
  policy: RunbookPolicy,
  today: string,
): Runbook {
  const whole = documentOf(new SourceFile(path, text));
  const line = fact.origin.kind === 'file' ? fact.origin.line : 1;
  const document = partAt(whole, line);
  const classes = classesOf(document, procedureIn(document.sections));
  const { score, title, services, updated, reviewed } = fact.fields;
  const short = shortcomingsOf(fact.fields, policy);
  const missing = (Object.keys(weights) as SectionClass[]).filter(name => !classes.has(name));
  const touched = [dateIn(updated.slice(0, 10)), dateIn(reviewed)].sort().at(-1) ?? '';
  const runbook: Runbook = {
    path,
    line,
    title,
    services: [...new Set([...services, ...(fact.scope.service === '' ? [] : [fact.scope.service])])],
    score,
    sufficient: short.length === 0 && score >= policy.score,
    reasons: [...short, ...missing.map(name => `${sectionWords[name]} (${weights[name]})`)],
    touched,
    stale: touched !== '' && Date.parse(today) - Date.parse(touched) > policy.staleDays * 86_400_000,
    broken: brokenLinks(path, whole, targets),
  };
  return withoutSecrets(runbook, text);
}

/** A chapter of a longer document is judged by itself. */
function partAt(document: TextDocument, line: number): TextDocument {
  if (line === document.titleLine) return document;
  const index = document.sections.findIndex(section => section.line === line);
  return index === -1 ? document : { ...document, title: document.sections[index]?.title ?? '', sections: chapterOf(document, index) };
}

/** Links to files of the same repository that are not there. */
function brokenLinks(path: string, document: TextDocument, targets: ReadonlySet<string>): readonly BrokenLink[] {
  return fileLinksIn(path, document).flatMap(({ target, line, url }) => (isThere(target, targets) ? [] : { line, url }));
}
