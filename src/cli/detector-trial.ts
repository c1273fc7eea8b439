import { brief, failuresOf, type Trial, type TriedFile, trialOf } from '../facts/own-detectors/try-out.ts';
import { pathClassifier } from '../facts/path-class.ts';
import type { OwnDetector } from '../model/own-detector.ts';
import { openRepository } from '../sources/repository/open-repository.ts';
import { fileReader, mostBytes, tooLarge } from '../sources/repository/read-file.ts';

export interface ExampleRun {
  readonly passed: number;
  readonly failed: number;
  readonly lines: readonly string[];
}

/** Runs the examples that a definition brings along. */
export function runExamples(definition: OwnDetector): ExampleRun {
  const results = definition.examples.map(example => ({ example, failures: failuresOf(definition, example) }));
  const bad = results.filter(({ failures }) => failures.length > 0);
  const lines = bad.flatMap(({ example, failures }) => [
    `failed   ${example.at.path}:${example.at.line} ${example.file}`,
    ...failures.map(failure => `           ${failure}`),
  ]);
  const passed = results.length - bad.length;
  const head = results.length === 0 ? 'examples none: add some, they show that it works' : `examples ${passed} of ${results.length} passed`;
  return { passed, failed: bad.length, lines: [head, ...lines] };
}

const mostShown = 50;

/** Runs the detectors over a folder; for each the lines that say what it read and found, and what it nearly found. */
export async function runOn(definitions: readonly OwnDetector[], path: string): Promise<readonly (readonly string[])[]> {
  const { root, listing } = await openRepository(path);
  const read = fileReader(root);
  const classOf = pathClassifier(listing.paths);
  return definitions.map(definition => {
    const trial = trialOf(definition);
    const { lines, counts } = tryAll(trial, listing.paths, read, classOf);
    return [summary(definition, counts), ...lines];
  });
}

interface Counts {
  named: number;
  inPath: number;
  read: number;
  facts: number;
}

function tryAll(
  trial: Trial,
  paths: readonly string[],
  read: ReturnType<typeof fileReader>,
  classOf: (path: string) => string,
): { readonly lines: readonly string[]; readonly counts: Counts } {
  const counts: Counts = { named: 0, inPath: 0, read: 0, facts: 0 };
  const found: string[] = [];
  const empty: string[] = [];
  for (const path of paths) {
    if (trial.isNamed(path)) counts.named++;
    if (!trial.isInPath(path)) continue;
    counts.inPath++;
    const tried = textAndTrial(trial, path, read);
    if (!tried) continue;
    counts.read++;
    counts.facts += tried.facts.length;
    const note = classOf(path) === 'own' ? '' : ` [${classOf(path)}]`;
    if (tried.problem) found.push(`${path}  could not be read: ${tried.problem}`);
    for (const fact of tried.facts) {
      found.push(`${path}:${fact.line}${note}  ${brief(fact).replace(/^line \d+ /, '')}`);
      found.push(...fact.missed.map(missed => `    not understood: ${missed}`));
    }
    if (tried.facts.length === 0 && !tried.problem) empty.push(`${path}${note}  nothing found: ${tried.nothing ?? ''}`);
  }
  return { lines: [...cut(found), ...cut(empty)], counts };
}

function textAndTrial(trial: Trial, path: string, read: ReturnType<typeof fileReader>): TriedFile | undefined {
  const content = read(path);
  if ('problem' in content) return { path, facts: [], problem: content.problem };
  return content.text.length > mostBytes ? { path, facts: [], problem: tooLarge(content.text.length) } : trial.on(path, content.text);
}

function summary({ reads }: OwnDetector, { named, inPath, read, facts }: Counts): string {
  if (read > 0) return `found    ${facts} ${facts === 1 ? 'fact' : 'facts'} in ${read} ${read === 1 ? 'file' : 'files'}`;
  if (named === 0) return 'found    nothing: no file has such a name or ending';
  if (inPath === 0) return `found    nothing: of ${named} files with such a name or ending none fits the path ${reads.path ?? ''}`;
  return `found    nothing: none of ${inPath} files holds ${reads.contains.map(word => `"${word}"`).join(' or ')}`;
}

function cut(lines: readonly string[]): readonly string[] {
  return lines.length > mostShown ? [...lines.slice(0, mostShown), `and ${lines.length - mostShown} more lines`] : lines;
}
