import { fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { channelOf } from '../alert-class/urgency.ts';
import { kubernetes, objectsOf } from '../kubernetes.ts';

type Finding = { readonly provider: string; readonly type: string } | { readonly alert: string; readonly line: number };

/** Flux says in a channel what it applied: an Alert on applied objects that sends information, not only errors, to a provider that is a chat. */
export const fluxNotifications = detector<Finding>({
  id: 'flux-notifications',
  title: 'Notifications of Flux',
  docs: 'https://fluxcd.io/flux/components/notification/alerts/',
  reads: kubernetes('notification.toolkit.fluxcd.io'),
  emits: ['change.announcement'],

  *parse(file) {
    for (const object of objectsOf(file.yaml(), 'notification.toolkit.fluxcd.io/Provider')) {
      yield { provider: object.text('metadata.name') ?? '', type: object.text('spec.type') ?? '' };
    }
    for (const object of objectsOf(file.yaml(), 'notification.toolkit.fluxcd.io/Alert')) {
      const applied = object.list('spec.eventSources').some(source => /^(?:Kustomization|HelmRelease)$/.test(source.text('kind') ?? ''));
      const informs = (object.text('spec.eventSeverity') ?? 'info') === 'info';
      if (!applied || !informs || object.flag('spec.suspend') === true) continue;
      yield { alert: object.text('spec.providerRef.name') ?? '', line: object.line };
    }
  },

  *link(found, scene) {
    const providers = found.filter(({ path }) => scene.classOf(path) === 'own');
    const chats = new Map(providers.flatMap(({ finding }) => ('provider' in finding ? [[finding.provider, finding.type] as const] : [])));
    for (const { path, finding } of found) {
      if (!('alert' in finding)) continue;
      const type = chats.get(finding.alert) ?? '';
      if (channelOf(type) === 'chat') yield fact('change.announcement', { tool: 'flux', where: type }, { path, line: finding.line });
    }
  },
});
