import { plainText } from '../lib/plain-text.ts';
import type { AssessmentJson, CriterionJson, StatementJson } from './contract.ts';

const columns: readonly (readonly [string, (criterion: CriterionJson, json: AssessmentJson) => string | number | null])[] = [
  ['workload', (_, { workload }) => workload.name],
  ['as_of', (_, { asOf }) => asOf],
  ['commit', (_, { workload }) => workload.sources[0]?.commit ?? ''],
  ['control', ({ control }) => control],
  ['criterion', ({ id }) => id],
  ['level', ({ level }) => level],
  ['gate', ({ gate }) => gate],
  ['verdict', ({ verdict }) => verdict],
  ['cause', ({ cause }) => cause],
  ['ask', ({ ask }) => ask],
  ['reason', ({ reason }) => reason],
  ['covered', ({ coverage }) => coverage?.covered ?? null],
  ['applicable', ({ coverage }) => coverage?.applicable ?? null],
  ['basis', ({ basis }) => basis],
  ['strength', ({ strength }) => strength],
  ['effort', ({ effort }) => effort],
  ['remedy', ({ remedy }) => remedy],
  ['evidence', ({ evidence }) => places(evidence)],
  ['missing', ({ missing }) => places(missing)],
  ['expires', ({ expires }) => expires],
];

/** One row for each criterion, as in RFC 4180. */
export function toCsv(json: AssessmentJson): string {
  const rows = json.criteria.map(criterion => columns.map(([, value]) => cell(value(criterion, json))).join(','));
  return [columns.map(([name]) => name).join(','), ...rows, ''].join('\r\n');
}

function places(statements: readonly StatementJson[]): string {
  const shown = statements.slice(0, 5).map(({ path, line, summary }) => (path === null ? summary : `${path}:${line}`));
  return [...shown, ...(statements.length > shown.length ? [`and ${statements.length - shown.length} more`] : [])].join('; ');
}

/**
 * Spreadsheets run a cell that begins with one of these signs as a formula, some also after blanks: an apostrophe makes it a text.
 * https://owasp.org/www-community/attacks/CSV_Injection
 */
const formula = /^[\s\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20|%]/;

export function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const plain = plainText(value);
  const harmless = formula.test(plain) || /^[\t\r\n]/.test(value) ? `'${plain}` : plain;
  return /[",;\s']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
