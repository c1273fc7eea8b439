import { createHash } from 'node:crypto';
import { plainText } from '../lib/plain-text.ts';
import type { AssessmentJson, CriterionJson, StatementJson } from './contract.ts';

/**
 * The assessment as SARIF 2.1.0: one rule for each criterion, results for what is not met, and suppressed ones for what is waived. What is
 * unknown is no result: a scanner's list of findings has no place for "nobody could tell".
 * https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function toSarif(json: AssessmentJson): object {
  const { overall, model, coverage } = json;
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'opsex',
            semanticVersion: json.opsex,
            rules: json.criteria.map(ruleOf),
          },
        },
        automationDetails: { id: `opsex/${plainText(json.workload.name)}/` },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { [root]: { description: { text: 'The folder that was assessed' } } },
        results: json.criteria.flatMap((criterion, ruleIndex) => resultsOf(criterion, ruleIndex, json)),
        properties: { asOf: json.asOf, model: `${model.id} ${model.version}`, level: overall.level, verdicts: coverage },
      },
    ],
  };
}

const root = '%SRCROOT%';

function ruleOf(criterion: CriterionJson): object {
  const { id, control, level, gate, effort } = criterion;
  const rank = `${control} level ${level}${gate ? `, gate of level ${gate}` : ''}, effort ${effort}`;
  return {
    id,
    name: pascal(id),
    shortDescription: { text: plainText(criterion.ask) },
    fullDescription: { text: plainText(`${criterion.ask} (${rank})`) },
    help: {
      text: plainText(`${criterion.remedy}\n${rank}. "opsex explain ${id}" shows the evidence.`),
      markdown: `**Remedy:** ${inMarkdown(criterion.remedy)}\n\n${rank}. \`opsex explain ${id}\` shows the evidence.`,
    },
    defaultConfiguration: { level: gate ? 'warning' : 'note' },
    properties: { tags: ['operational-excellence', control, `level-${level}`, ...(gate ? [`gate-${gate}`] : [])], precision: 'high' },
  };
}

function pascal(id: string): string {
  return id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

function inMarkdown(text: string): string {
  return plainText(text).replace(/[\\`*_[\]<>]/g, '\\$&');
}

function resultsOf(criterion: CriterionJson, ruleIndex: number, json: AssessmentJson): readonly object[] {
  if (criterion.verdict !== 'not_met' && criterion.verdict !== 'waived') return [];
  const places = criterion.missing.filter(({ path, source }) => path !== null && source === undefined); // a forge shows files of this repository only
  const shared = {
    ruleId: criterion.id,
    ruleIndex,
    kind: 'fail',
    level: severityOf(criterion, json),
    ...(criterion.verdict === 'waived' ? { suppressions: [suppressionOf(criterion)] } : {}),
  };
  if (places.length === 0 || isOneGap(criterion)) return [gapResult(criterion, places, shared, json)];
  const seen = new Map<string, number>();
  return places.map(place => ({
    ...shared,
    message: { text: plainText(`${criterion.ask} Not here: ${nameOf(place)}. ${criterion.remedy}`) },
    locations: [locationOf(place)],
    partialFingerprints: { 'opsexPlace/v1': placeFingerprint(criterion.id, place, seen) },
  }));
}

/** Nothing fulfils the criterion: the places only show what falls short, mending one of them may be enough. */
function isOneGap({ coverage }: CriterionJson): boolean {
  return coverage !== null && coverage.covered === 0;
}

function gapResult(criterion: CriterionJson, places: readonly StatementJson[], shared: object, json: AssessmentJson): object {
  const [first, ...others] = places;
  const nowhere = json.config?.inside ? json.config.path : 'opsex.yaml'; // where a statement or a waiver would stand
  return {
    ...shared,
    message: { text: plainText(`${criterion.ask} No: ${criterion.reason}. ${criterion.remedy}`) },
    locations: [first ? locationOf(first) : locationOf({ path: nowhere, line: 1, endLine: 1 })],
    ...(others.length > 0 ? { relatedLocations: others.map((place, id) => ({ id, ...locationOf(place), message: textOf(place) })) } : {}),
    partialFingerprints: { 'opsexPlace/v1': hashed([criterion.id]) },
  };
}

/** What holds the overall level back weighs most, then what holds its control back. */
function severityOf({ id, control }: CriterionJson, { overall, controls }: AssessmentJson): 'error' | 'warning' | 'note' {
  if (overall.heldBackBy.includes(id)) return 'error';
  return controls.find(each => each.id === control)?.heldBackBy.includes(id) ? 'warning' : 'note';
}

function suppressionOf({ reason, waiver, expires }: CriterionJson): object {
  const words = waiver ? `${waiver.reason} (accepted by ${waiver.owner} until ${waiver.until})` : reason;
  return {
    kind: 'external',
    status: 'accepted',
    justification: plainText(!waiver && expires ? `${reason} (until ${expires.slice(0, 10)})` : words),
  };
}

function locationOf({ path, line, endLine }: Pick<StatementJson, 'path' | 'line' | 'endLine'>): object {
  const start = Math.max(1, line ?? 1);
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(path ?? ''), uriBaseId: root },
      region: { startLine: start, endLine: Math.max(start, endLine ?? start) },
    },
  };
}

function uriOf(path: string): string {
  return path
    .split('/')
    .map(part => encodeURIComponent(part.replace(/\p{Cs}/gu, '\ufffd')))
    .join('/');
}

function textOf({ summary }: StatementJson): object {
  return { text: plainText(summary) };
}

/** Kind and name of the fact, without the details that change with every edit and without lines. */
function nameOf({ kind, summary }: StatementJson): string {
  const bare = summary.replace(/ \(by [^)]*\)/, '');
  const end = bare.indexOf(': ');
  return end === -1 ? bare || kind : bare.slice(0, end);
}

/** Stays the same when lines shift: equal facts of one file are told apart by their order. */
function placeFingerprint(criterion: string, place: StatementJson, seen: Map<string, number>): string {
  const key = [criterion, place.kind, place.path ?? '', nameOf(place)];
  const name = key.join('\0');
  const count = seen.get(name) ?? 0;
  seen.set(name, count + 1);
  return hashed([...key, String(count)]);
}

function hashed(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 32);
}
