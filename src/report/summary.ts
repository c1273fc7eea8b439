import { type Fact, isKind } from '../model/fact.ts';
import { defaultOf, kindDefinition } from '../model/fact-kinds.ts';
import { valueInWords } from '../model/metric-names.ts';

const names: readonly string[] = ['name', 'title', 'workflow', 'store', 'reference', 'source', 'library', 'tool'];
const skipped = new Set(['command', 'commandPath', 'runbookUrl']);

/** One line about a fact: its kind, its name and the fields that say something. */
export function summaryOf(fact: Fact): string {
  if (isKind(fact, 'statement')) return statementOf(fact);
  if (isKind(fact, 'metric')) return metricSummary(fact);
  const fields: Readonly<Record<string, unknown>> = fact.fields;
  const label = names.map(name => fields[name]).find(value => typeof value === 'string' && value !== '');
  const types = kindDefinition(fact.kind).fields;
  const said = Object.entries(fields).filter(
    ([name, value]) => !skipped.has(name) && value !== label && types[name] !== undefined && !isDefault(value, defaultOf(types[name])),
  );
  const details = said.map(([name, value]) => (value === true ? words(name) : `${words(name)} ${shown(value)}`));
  const command = typeof fields.command === 'string' && fields.command !== '' ? [`runs ${shorten(fields.command, 60)}`] : [];
  const place = fact.scope.environment ? [`in ${fact.scope.environment}`] : [];
  return [
    `${fact.kind}${label ? ` ${shorten(String(label), 60)}` : ''}${sayer(fact)}`,
    [...command, ...place, ...details].slice(0, 7).join(', '),
  ]
    .filter(Boolean)
    .join(': ');
}

function metricSummary({ fields }: Fact<'metric'>): string {
  const { name, known, quiet, value, unit, n, windowDays, basis, definition } = fields;
  const said = quiet ? 'nothing of the kind happened' : known ? valueInWords(value, unit) : 'no value';
  return `metric ${name}: ${said}, n ${n}, ${windowDays} days, ${definition} from ${basis}`;
}

/** In the words of the person; who it is stands in the origin. */
function statementOf(fact: Fact<'statement'>): string {
  const { answer, claim, evidence, until } = fact.fields;
  const [see, end] = [evidence ? ` see ${shorten(evidence, 80)},` : '', until ? ` until ${until}` : ''];
  return `${answer.replaceAll('_', ' ')}: ${shorten(claim, 200)}${see || end ? ',' : ''}${see}${end}`.replace(/,$/, '') + sayer(fact);
}

/** Which line of `opsex.yaml` says so, where one does. */
function sayer({ accordingTo = [] }: Fact): string {
  const [first] = accordingTo;
  if (!first) return '';
  const more = accordingTo.length > 1 ? ` and ${accordingTo.length - 1} more` : '';
  return ` (by ${first.path}:${first.line}${more})`;
}

function isDefault(value: unknown, fallback: unknown): boolean {
  return Array.isArray(value) ? value.length === 0 : value === fallback || value === 'unknown';
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return shorten(value.join(', '), 60);
  if (typeof value === 'number') return String(Math.round(value * 100) / 100);
  return isInstant(value) ? value.slice(0, 10) : shorten(String(value), 60);
}

/** The day says enough; the hour only hides the rest. */
function isInstant(value: unknown): value is string {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(value);
}

function words(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, (_, before: string, after: string) => `${before} ${after.toLowerCase()}`);
}

function shorten(text: string, most: number): string {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > most ? `${flat.slice(0, most - 1)}…` : flat;
}
