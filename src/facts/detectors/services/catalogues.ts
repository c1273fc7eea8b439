import type { Tree } from '../../../lib/tree.ts';
import type { Known } from '../../../model/fact.ts';
import type { SourceFile } from '../../source-file.ts';
import type { NamedService, Runtime } from './service-finding.ts';

/** Service catalogues: Backstage, Datadog, OpsLevel, Cortex, Compass, Score. */
export const catalogueNames: readonly string[] = [
  'catalog-info.yaml',
  'catalog-info.yml',
  'service.datadog.yaml',
  'service.datadog.yml',
  'entity.datadog.yaml',
  'opslevel.yml',
  'opslevel.yaml',
  'cortex.yaml',
  'cortex.yml',
  'compass.yml',
  'compass.yaml',
  'score.yaml',
];

export function* servicesOfCatalogue(file: SourceFile): Generator<NamedService> {
  const name = file.name.toLowerCase();
  for (const document of file.yaml()) {
    if (name.startsWith('catalog-info')) yield* backstage(document);
    else if (name.startsWith('service.datadog')) yield* named(document, 'datadog', 'dd-service', 'tier');
    else if (name.startsWith('entity.datadog') && document.text('kind') === 'service')
      yield* named(document, 'datadog', 'metadata.name', 'spec.tier');
    else if (name.startsWith('opslevel')) yield* named(document, 'opslevel', 'service.name', 'service.tier');
    else if (name.startsWith('cortex')) yield* named(document, 'cortex', 'info.x-cortex-tag', 'info.x-cortex-custom-metadata.tier');
    else if (name.startsWith('compass') && document.text('typeId') === 'SERVICE') yield* named(document, 'compass', 'name', 'fields.tier');
    else if (name.startsWith('score')) yield* named(document, 'score', 'metadata.name', 'metadata.annotations.tier');
  }
}

const running: Readonly<Record<string, Runtime>> = { service: 'server', website: 'static', worker: 'job' };

/** https://backstage.io/docs/features/software-catalog/descriptor-format#kind-component */
function* backstage(document: Tree): Generator<NamedService> {
  const type = document.text('spec.type') ?? '';
  const lifecycle = document.text('spec.lifecycle') ?? '';
  if (document.text('kind') !== 'Component' || !(type in running) || /deprecated|experimental/.test(lifecycle)) return;
  const tier = document.text('spec.tier') ?? document.text('metadata.labels.tier') ?? document.text('spec.criticality');
  yield* found(document.get('metadata.name'), 'backstage', criticality(tier), running[type]);
}

function* named(document: Tree, via: string, name: string, tier: string): Generator<NamedService> {
  yield* found(document.get(name), via, criticality(document.text(tier)), 'unknown');
}

function* found(name: Tree | undefined, via: string, critical: Known, runtime: Runtime = 'unknown'): Generator<NamedService> {
  const text = name?.text();
  if (name && text) yield { kind: 'service', via, name: text, line: name.line, runtime, critical, image: '', rank: 'runs' };
}

export function criticality(tier: string | undefined): Known {
  if (!tier) return 'unknown';
  if (/^(?:tier[_ -]?)?[01]$|critical|high/i.test(tier)) return 'yes';
  return /^(?:tier[_ -]?)?[2-9]$|low|medium|non/i.test(tier) ? 'no' : 'unknown';
}
