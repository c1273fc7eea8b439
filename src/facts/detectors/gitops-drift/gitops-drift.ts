import { durationHours } from '../../../lib/cron.ts';
import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact, type Known } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { forPreviews } from '../argo-cd/for-previews.ts';
import { kubernetes, objectsOf } from '../kubernetes.ts';

interface Watch {
  readonly tool: string;
  readonly hours: number;
  readonly remediates: boolean;
  /** The key that shows it. */
  readonly shown: Tree;
  /** Absent when it can. */
  readonly canFire?: Known;
}

/** Argo CD asks the repository every three minutes unless told otherwise. */
const argoHours = 0.05;

/** GitOps controllers compare a cluster with git all the time: a drift check of the Kubernetes layer, and of no other. */
export const gitopsDrift = detector<FactDraft>({
  id: 'gitops-drift',
  title: 'Drift detection by GitOps',
  docs: 'https://fluxcd.io/flux/components/kustomize/kustomizations/#interval',
  reads: kubernetes(
    'kustomize.toolkit.fluxcd.io',
    'helm.toolkit.fluxcd.io',
    'argoproj.io',
    'configsync.gke.io',
    'fleet.cattle.io',
    'kappctrl.k14s.io',
    'gitops.kluctl.io',
    'config.projectsveltos.io',
  ),
  emits: ['drift.check'],

  *parse(file) {
    for (const object of objectsOf(file.yaml(), ...Object.keys(watches))) {
      const watch = watches[`${object.text('apiVersion')?.split('/')[0]}/${object.text('kind')}`]?.(object);
      if (!watch || forPreviews(object, file.templated)) continue;
      const { tool, hours, remediates, shown, canFire = 'yes' } = watch;
      const names = [object.text('metadata.name'), object.text('metadata.namespace')].join(' ');
      yield fact(
        'drift.check',
        { tool, via: 'gitops', layer: 'kubernetes', maxGapHours: hours, canFire, remediates },
        {
          line: shown.line,
          templated: file.templated,
          ...(/\bprod(?:uction)?\b/.test(names) ? { scope: { production: 'yes' as const } } : {}),
        },
      );
    }
  },
});

const watches: Readonly<Record<string, (object: Tree) => Watch | undefined>> = {
  'kustomize.toolkit.fluxcd.io/Kustomization': kustomization,
  'helm.toolkit.fluxcd.io/HelmRelease': helmRelease,
  'argoproj.io/Application': application,
  'argoproj.io/ApplicationSet': application,
  'configsync.gke.io/RootSync': configSync,
  'configsync.gke.io/RepoSync': configSync,
  'fleet.cattle.io/GitRepo': fleet,
  'kappctrl.k14s.io/App': kapp,
  'gitops.kluctl.io/KluctlDeployment': kluctl,
  'config.projectsveltos.io/ClusterProfile': sveltos,
};

function kustomization(object: Tree): Watch | undefined {
  const interval = object.get('spec.interval');
  const disabled = object.get('metadata.annotations')?.key('kustomize.toolkit.fluxcd.io/reconcile')?.text() === 'disabled';
  if (!interval || disabled || object.flag('spec.suspend') === true) return undefined;
  return { tool: 'flux', hours: durationHours(interval.text() ?? '') ?? 0, remediates: true, shown: interval };
}

/** Without a mode a release is only applied when chart or values change. */
function helmRelease(object: Tree): Watch | undefined {
  const mode = object.get('spec.driftDetection.mode');
  if (!mode || !['enabled', 'warn'].includes(mode.text() ?? '') || object.flag('spec.suspend') === true) return undefined;
  return {
    tool: 'flux',
    hours: durationHours(object.text('spec.interval') ?? '') ?? 0,
    remediates: mode.text() === 'enabled',
    shown: mode,
  };
}

/** Whatever the sync policy, a difference shows as `OutOfSync`. */
function application(object: Tree): Watch | undefined {
  const spec = object.get('spec.template.spec') ?? object.get('spec');
  if (!spec?.has('source') && !spec?.has('sources')) return undefined;
  const automated = spec.get('syncPolicy.automated');
  const heals = automated?.flag('selfHeal') === true && automated.flag('enabled') !== false;
  const canFire = spec.list('ignoreDifferences').some(ignoresEverything) ? 'unknown' : 'yes';
  return { tool: 'argo-cd', hours: argoHours, remediates: heals, shown: automated?.get('selfHeal') ?? automated ?? object, canFire };
}

/** Differences in the whole specification of all kinds of objects are never shown. */
function ignoresEverything(rule: Tree): boolean {
  const paths = [...rule.texts('jsonPointers'), ...rule.texts('jqPathExpressions')];
  return rule.text('kind') === '*' && paths.some(path => /^(?:\/|\.|\/spec|\.spec)$/.test(path));
}

/** Puts back what differs as soon as it sees it. https://cloud.google.com/kubernetes-engine/config-sync/docs/concepts/drift */
function configSync(object: Tree): Watch {
  return { tool: 'config-sync', hours: argoHours, remediates: true, shown: object };
}

/** https://fleet.rancher.io/gitrepo-content#correct-drift */
function fleet(object: Tree): Watch | undefined {
  if (object.flag('spec.paused') === true) return undefined;
  const correct = object.get('spec.correctDrift.enabled');
  return { tool: 'fleet', hours: 0.25, remediates: correct?.flag() === true, shown: correct ?? object };
}

/** Deploys again at every period, 30 seconds unless told otherwise. https://carvel.dev/kapp-controller/docs/latest/app-spec/ */
function kapp(object: Tree): Watch | undefined {
  if (object.flag('spec.paused') === true || object.flag('spec.canceled') === true) return undefined;
  const period = object.get('spec.syncPeriod');
  return { tool: 'kapp-controller', hours: durationHours(period?.text() ?? '30s') ?? 0, remediates: true, shown: period ?? object };
}

/** https://kluctl.io/docs/gitops/spec/v1beta1/kluctldeployment/ */
function kluctl(object: Tree): Watch | undefined {
  const interval = object.get('spec.interval');
  if (!interval || object.flag('spec.suspend') === true) return undefined;
  const applies = object.flag('spec.manual') !== true && object.flag('spec.dryRun') !== true;
  return {
    tool: 'kluctl',
    hours: durationHours(interval.text() ?? '') ?? 0,
    remediates: applies && object.has('spec.deployInterval'),
    shown: interval,
  };
}

/** Only this mode looks at what somebody changed in a cluster. https://projectsveltos.github.io/sveltos/features/configuration_drift/ */
function sveltos(object: Tree): Watch | undefined {
  const mode = object.get('spec.syncMode');
  return mode?.text() === 'ContinuousWithDriftDetection' ? { tool: 'sveltos', hours: argoHours, remediates: true, shown: mode } : undefined;
}
