import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { kubernetes, objectsOf } from '../kubernetes.ts';

const tools: Readonly<Record<string, string>> = { RootSync: 'config-sync', RepoSync: 'config-sync', GitRepo: 'fleet' };

export const configSync = detector<FactDraft>({
  id: 'config-sync',
  title: 'Config Sync and Fleet',
  docs: 'https://cloud.google.com/kubernetes-engine/enterprise/config-sync/docs/reference/rootsync-reposync-fields',
  reads: kubernetes('configsync.gke.io', 'fleet.cattle.io'),
  emits: ['gitops.app'],

  *parse(file) {
    const objects = objectsOf(file.yaml(), 'configsync.gke.io/RootSync', 'configsync.gke.io/RepoSync', 'fleet.cattle.io/GitRepo');
    for (const object of objects) {
      const tool = tools[object.text('kind') ?? ''] ?? '';
      const paused = object.flag('spec.paused') === true;
      const heals = tool === 'config-sync' || object.flag('spec.correctDrift.enabled') === true;
      const state = {
        automated: !paused,
        suspended: paused,
        selfHeal: heals && !paused,
        prune: tool === 'config-sync',
        detectsDrift: !paused,
      };
      const place = { line: object.line, endLine: object.endLine, templated: file.templated };
      yield fact('gitops.app', { tool, name: object.text('metadata.name') ?? '', ...state }, place);
    }
  },
});
