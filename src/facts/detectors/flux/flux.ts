import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import { detector } from '../../detector.ts';
import { kubernetes, objectsOf } from '../kubernetes.ts';

export const flux = detector<FactDraft>({
  id: 'flux',
  title: 'Flux',
  docs: 'https://fluxcd.io/flux/components/',
  reads: kubernetes('kustomize.toolkit.fluxcd.io', 'helm.toolkit.fluxcd.io', 'fluxcd.controlplane.io'),
  emits: ['gitops.app'],

  *parse(file) {
    for (const object of objectsOf(file.yaml(), ...Object.keys(behaviours))) {
      const behaviour = behaviours[`${object.text('apiVersion')?.split('/')[0]}/${object.text('kind')}`];
      const spec = object.get('spec');
      if (!spec || !behaviour) continue;
      const name = object.text('metadata.name') ?? '';
      const place = { line: object.line, endLine: object.endLine, templated: file.templated };
      yield fact('gitops.app', { tool: 'flux', name, ...behaviour(spec, object) }, place);
    }
  },
});

type Behaviour = Partial<FactFields<'gitops.app'>>;

const behaviours: Readonly<Record<string, (spec: Tree, object: Tree) => Behaviour>> = {
  'kustomize.toolkit.fluxcd.io/Kustomization': kustomization,
  'helm.toolkit.fluxcd.io/HelmRelease': helmRelease,
  'fluxcd.controlplane.io/FluxInstance': instance,
};

/** Applied again at every interval, which undoes what was changed by hand. */
function kustomization(spec: Tree, object: Tree): Behaviour {
  const suspended = spec.flag('suspend') === true;
  const annotations = object.get('metadata.annotations');
  const left = annotations?.key('kustomize.toolkit.fluxcd.io/reconcile')?.text() === 'disabled';
  const active = !suspended && !left;
  return { automated: active, selfHeal: active, prune: spec.flag('prune') === true, suspended, detectsDrift: active };
}

/** Without `driftDetection` only a new chart or new values are applied. https://fluxcd.io/flux/components/helm/helmreleases/#drift-detection */
function helmRelease(spec: Tree): Behaviour {
  const suspended = spec.flag('suspend') === true;
  const mode = suspended ? undefined : spec.text('driftDetection.mode');
  return { automated: !suspended, selfHeal: mode === 'enabled', suspended, detectsDrift: mode === 'enabled' || mode === 'warn' };
}

/** The operator's instance creates the root Kustomization when it has `sync`. */
function instance(spec: Tree): Behaviour {
  const syncs = spec.has('sync');
  return { automated: syncs, selfHeal: syncs, prune: syncs, detectsDrift: syncs };
}
