import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { scopeInName } from '../alert-class/scope-in-name.ts';
import { type SloFinding, slosIn } from './slo-documents.ts';
import { type SloReference, sloResources, sloResourceTypes } from './slo-resources.ts';
import { isNamedSlo, tabledSlos, writtenSlos } from './written-slos.ts';

type Finding = SloFinding | SloReference;

export const slo = detector<Finding>({
  id: 'slo',
  title: 'Service level objectives',
  docs: 'https://github.com/OpenSLO/OpenSLO',
  reads: [
    {
      extensions: ['.yaml', '.yml', '.json'],
      text: [
        'ServiceLevelObjective',
        'PrometheusServiceLevel',
        'prometheus/v1',
        'openslo',
        'n9/v1',
        'DatadogSLO',
        'type: slo',
        'serviceLevelIndicator',
      ],
    },
    { extensions: ['.yaml', '.yml', '.json'], path: /slo|service-?_?level/i, text: ['objective', 'target', 'goal'] },
    { extensions: ['.tf', '.tofu', '.tf.json'], text: sloResourceTypes },
    {
      extensions: ['.tf', '.tofu', '.tf.json'],
      text: ['select_slo_burn_rate', 'slo alert', 'honeycombio_burn_alert', 'slo.rules.burnRate'],
    },
    { extensions: ['.md', '.mdx'], path: /(?:^|[/._-])slos?[/._-]|service-?_?level/i, text: ['%'] },
  ],
  emits: ['slo'],

  *parse(file) {
    if (/\.(?:tf|tofu|tf\.json)$/.test(file.path)) yield* sloResources(file.hcl());
    else if (/\.mdx?$/.test(file.path)) yield* tabledSlos(file.text);
    else yield* documentSlos(file);
  },

  *link(findings) {
    const references = findings.flatMap(({ finding }) => (finding.is === 'reference' ? [finding] : []));
    for (const { path, finding } of findings) if (finding.is === 'slo') yield sloFact(path, finding, references);
  },
});

function* documentSlos(file: SourceFile): Generator<Finding> {
  for (const document of file.yaml()) {
    const known = [...slosIn(document)];
    yield* known;
    if (known.length === 0 && isNamedSlo(file.name) && !document.has('apiVersion') && !document.has('groups')) yield* writtenSlos(document);
  }
}

/** An objective is alerted on when an alert names its resource. */
function sloFact(path: string, { line, fields, address }: SloFinding, references: readonly SloReference[]): FactDraft {
  const naming = address === '' ? [] : references.filter(({ addresses }) => addresses.includes(address));
  const multiWindow = naming.some(reference => reference.multiWindow) ? ('yes' as const) : undefined;
  return fact(
    'slo',
    { ...fields, ...(naming.length > 0 ? { alerting: 'referenced' as const } : {}), ...(multiWindow ? { multiWindow } : {}) },
    { path, line, scope: scopeInName(path) },
  );
}
