import type { Guard } from '../../../lib/template-guards.ts';
import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import { type PromReading, readPromQl } from '../alert-class/promql-reading.ts';

export interface AlertFinding {
  readonly is: 'alert';
  readonly name: string;
  readonly line: number;
  readonly reading: PromReading;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly group: string;
  readonly enabled: Known;
  /** The object carries the label of a pack of alerts. */
  readonly part: string;
  readonly templated: boolean;
  /** The conditions of a template around it. */
  readonly guards?: readonly Guard[];
}

interface RecordFinding {
  readonly is: 'record';
  readonly name: string;
  readonly reading: PromReading;
}

export type RuleFinding = AlertFinding | RecordFinding;

/** What a rule inherits from where it stands. */
interface Surroundings {
  readonly group: string;
  readonly enabled: Known;
  readonly part: string;
}

/**
 * The rules of a document, wherever they stand: a rule file, a PrometheusRule, Helm values, variables of Ansible. A rule is an item of
 * a list with an expression and the name of an alert or of a record. Unit tests and schemas have other shapes.
 */
export function* rulesIn(document: Tree, templated: boolean): Generator<RuleFinding> {
  if (isUnitTest(document) || document.text('kind') === 'CustomResourceDefinition') return;
  yield* rulesBelow(document, { group: '', enabled: 'yes', part: '' }, templated);
}

function isUnitTest(document: Tree): boolean {
  return document.has('rule_files') && document.has('tests');
}

function* rulesBelow(node: Tree, around: Surroundings, templated: boolean): Generator<RuleFinding> {
  if (node.kind === 'map') {
    const inside = surroundingsIn(node, around);
    for (const value of node.entries.values()) if (value.kind !== 'scalar') yield* rulesBelow(value, inside, templated);
  }
  for (const item of node.items) {
    const rule = item.kind === 'map' ? ruleOf(item, around, templated) : undefined;
    if (rule) yield rule;
    else if (item.kind !== 'scalar') yield* rulesBelow(item, around, templated);
  }
}

function surroundingsIn(node: Tree, around: Surroundings): Surroundings {
  const off = node.flag('enabled') === false || node.flag('create') === false;
  return {
    group: node.text('name') ?? around.group,
    enabled: off ? 'no' : around.enabled,
    part: node.key('metadata')?.key('labels')?.key('app.kubernetes.io/part-of')?.text() ?? around.part,
  };
}

function ruleOf(item: Tree, around: Surroundings, templated: boolean): RuleFinding | undefined {
  const expression = item.text('expr') ?? azureExpression(item);
  if (expression === undefined) return undefined;
  const alert = item.key('alert');
  const name = alert?.text();
  if (alert && name !== undefined) {
    const labels = { ...azureSeverity(item), ...texts(item, 'labels') };
    // What is merged into a rule stands elsewhere; the rule itself stands here.
    const isHere = alert.line >= item.line && alert.line <= item.endLine;
    const { group, enabled, part } = around;
    const own: Known = item.flag('enabled') === false ? 'no' : enabled;
    return {
      is: 'alert',
      name,
      line: isHere ? alert.line : item.line,
      reading: readPromQl(expression),
      labels,
      annotations: annotationsOf(item),
      group,
      enabled: own,
      part,
      templated,
    }; // prettier-ignore
  }
  const record = item.text('record');
  return record === undefined ? undefined : { is: 'record', name: record, reading: readPromQl(expression) };
}

/** Rule groups of Azure write the word out. https://learn.microsoft.com/azure/azure-monitor/metrics/prometheus-rule-groups */
function azureExpression(item: Tree): string | undefined {
  return item.has('alert') || item.has('record') ? item.text('expression') : undefined;
}

/** … and give each alert a number from 0, the most severe, to 4. */
function azureSeverity(item: Tree): Readonly<Record<string, string>> {
  const number = item.has('expression') ? item.number('severity') : undefined;
  return number === undefined ? {} : { severity: `sev${number}` };
}

const longest = 400;

/** Only annotations that may lead somewhere are kept. */
function annotationsOf(item: Tree): Readonly<Record<string, string>> {
  const wanted = /run-?_?book|playbook|sop|troubleshoot|docs?$|documentation|wiki|opsex/i;
  return Object.fromEntries(Object.entries(texts(item, 'annotations')).filter(([key]) => wanted.test(key)));
}

function texts(item: Tree, path: string): Readonly<Record<string, string>> {
  return Object.fromEntries(item.pairs(path).map(([key, value]) => [key, (value.text() ?? '').slice(0, longest)]));
}
