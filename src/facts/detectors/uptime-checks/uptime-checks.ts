import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import { detector, type Located } from '../../detector.ts';
import { isProduction } from '../../production.ts';
import type { SourceFile } from '../../source-file.ts';
import { objectsOf } from '../kubernetes.ts';
import { resourcesOf } from '../terraform-resources.ts';
import { uptimeTypes } from './uptime-tools.data.ts';

type Finding =
  | {
      readonly is: 'check';
      readonly line: number;
      readonly tool: string;
      readonly name: string;
      readonly alerts: boolean;
      readonly enabled: Known;
      readonly each: string;
    }
  /** Values of a variable that is a map of checks. */
  | { readonly is: 'values'; readonly variable: string; readonly entries: readonly { readonly name: string; readonly line: number }[] };

export const uptimeChecks = detector<Finding>({
  id: 'uptime-checks',
  title: 'Uptime checks, probes and synthetic tests',
  docs: 'https://registry.terraform.io/providers/StatusCakeDev/statuscake/latest/docs/resources/uptime_check',
  reads: [
    { extensions: ['.tf', '.tofu', '.tf.json'], text: Object.keys(uptimeTypes) },
    {
      extensions: ['.tfvars', '.tfvars.json'],
      text: ['uptime', 'statuscake', 'pingdom', 'checkly', 'health_check', 'synthetic', 'monitors'],
    },
    { extensions: ['.yaml', '.yml'], text: ['kind: Probe'] },
    { extensions: ['.yaml', '.yml', '.json'], text: ['AWS::Route53::HealthCheck', 'AWS::Synthetics::Canary'] },
  ],
  emits: ['alert.rule', 'availability.check'],

  *parse(file) {
    if (/\.tfvars(?:\.json)?$/.test(file.path)) yield* valuesIn(file);
    else if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) yield* terraformChecks(file);
    else yield* otherChecks(file);
  },

  *link(findings) {
    for (const { path, finding } of findings) if (finding.is === 'check') yield* checkFacts(path, finding, findings);
  },
});

type Check = Extract<Finding, { is: 'check' }>;

/** A check for each entry of a map stands for all entries; those of production, where there are values for it. */
function* checkFacts(path: string, check: Check, findings: readonly Located<Finding>[]): Generator<FactDraft> {
  const sets = findings.flatMap(({ path: from, finding }) =>
    finding.is === 'values' && finding.variable === check.each ? [{ from, entries: finding.entries }] : [],
  );
  const production = sets.filter(({ from }) => isProduction(from) === 'yes');
  const chosen = production.length > 0 ? production : sets;
  if (check.each === '' || chosen.length === 0) {
    yield* factsAt(check, check.name, { path, line: check.line });
    return;
  }
  for (const { from, entries } of chosen)
    for (const { name, line } of entries) yield* factsAt({ ...check, enabled: 'yes' }, name, { path: from, line });
}

function* factsAt(
  { tool, alerts, enabled }: Check,
  name: string,
  place: { readonly path: string; readonly line: number },
): Generator<FactDraft> {
  yield fact('availability.check', { tool, name, alerts: alerts ? 'yes' : 'unknown' }, place);
  if (alerts) yield fact('alert.rule', { tool, name, class: 'symptom', signal: 'availability', notifies: 'yes', enabled }, place);
}

function* terraformChecks(file: SourceFile): Generator<Finding> {
  for (const { type, name, body, line, created } of resourcesOf(file.hcl(), ...Object.keys(uptimeTypes))) {
    const [tool = '', path = '', alerts = false] = uptimeTypes[type] ?? [];
    const each = /^var\.(\w+)$/.exec(body.text('for_each') ?? '')?.[1] ?? '';
    yield { is: 'check', line, tool, name: body.text(path) ?? name, alerts, enabled: each === '' ? created : 'unknown', each };
  }
}

function* valuesIn(file: SourceFile): Generator<Finding> {
  const values = file.path.endsWith('.json') ? file.json() : file.hcl().attributes;
  for (const [variable, map] of values?.pairs() ?? []) {
    const entries = map.pairs().flatMap(([name, entry]) => (isCheck(entry) ? [{ name, line: entry.line }] : []));
    if (entries.length > 0) yield { is: 'values', variable, entries };
  }
}

function isCheck(entry: Tree): boolean {
  return entry.pairs().some(([key]) => /(?:^|_)(?:url|address|host|hostname|fqdn|domain)$/i.test(key));
}

function* otherChecks(file: SourceFile): Generator<Finding> {
  const documents = file.yaml();
  for (const probe of objectsOf(documents, 'monitoring.coreos.com/Probe')) {
    yield {
      is: 'check',
      line: probe.line,
      tool: 'prometheus',
      name: probe.text('metadata.name') ?? '',
      alerts: false,
      enabled: 'yes',
      each: '',
    };
  }
  for (const [name, resource] of documents.flatMap(document => document.pairs('Resources'))) {
    if (!/^AWS::(?:Route53::HealthCheck|Synthetics::Canary)$/.test(resource.text('Type') ?? '')) continue;
    yield { is: 'check', line: resource.line, tool: 'aws', name, alerts: false, enabled: 'yes', each: '' };
  }
}
