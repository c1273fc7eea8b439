import type { Tree } from '../../../lib/tree.ts';
import { fact, type Known } from '../../../model/fact.ts';
import { detector, type Located } from '../../detector.ts';
import { isProduction } from '../../production.ts';
import { kubernetes } from '../kubernetes.ts';
import { type Reconciled, reconciledBy } from './operators.ts';

interface Found extends Reconciled {
  readonly line: number;
  readonly templated: boolean;
  readonly production: Known;
}

/** Operators that hold cloud resources to what their objects in a cluster say: drift detection by construction. */
export const cloudOperators = detector<Found>({
  id: 'cloud-operators',
  title: 'Operators for cloud resources',
  docs: 'https://docs.crossplane.io/latest/managed-resources/managed-resources/',
  reads: kubernetes(
    '.crossplane.io/',
    '.upbound.io/',
    '.cnrm.cloud.google.com/',
    '.services.k8s.aws/',
    '.azure.com/v',
    'infra.contrib.fluxcd.io',
    'config.terraform.padok.cloud',
  ),
  emits: ['drift.check'],

  *parse(file) {
    const seen = new Set<string>();
    for (const object of file.yaml().flatMap(document => [...objectsIn(document)])) {
      const found = reconciledBy(object);
      const key = `${found?.tool} ${found?.remediates}`;
      if (!found || seen.has(key)) continue;
      seen.add(key);
      const production = isProduction(object.text('metadata.namespace') ?? '');
      yield { ...found, line: object.line, templated: file.templated, production };
    }
  },

  /** There may be thousands of objects: one fact for each tool and folder says as much. */
  *link(findings) {
    const seen = new Set<string>();
    for (const { path, finding } of findings) {
      const key = keyOf({ path, finding });
      if (seen.has(key)) continue;
      seen.add(key);
      const { tool, hours, remediates, line, templated, production } = finding;
      const scope = production === 'unknown' ? {} : { scope: { production } };
      const fields = { tool, via: 'managed', layer: 'cloud', maxGapHours: hours, canFire: 'yes', remediates } as const;
      yield fact('drift.check', fields, { path, line, templated, ...scope });
    }
  },
});

function keyOf({ path, finding }: Located<Found>): string {
  return [finding.tool, finding.remediates, finding.production, path.slice(0, path.lastIndexOf('/'))].join('\n');
}

const mostParts = 500;

/** The objects of a document: itself, those of a list, and what a composition of Crossplane is made of. */
function* objectsIn(document: Tree): Generator<Tree> {
  if (document.text('kind') === 'List') yield* document.list('items');
  else if (document.text('kind') === 'Composition') {
    const inputs = document.list('spec.pipeline').flatMap(step => step.list('input.resources'));
    for (const part of [...document.list('spec.resources'), ...inputs].slice(0, mostParts)) yield* part.list('base');
  } else yield document;
}
