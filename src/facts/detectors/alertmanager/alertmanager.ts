import type { Tree } from '../../../lib/tree.ts';
import { fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';
import { embeddedDocuments } from '../embedded-yaml.ts';
import { type Routing, readRouting } from './route-tree.ts';

export const alertmanager = detector<Routing>({
  id: 'alertmanager',
  title: 'Alertmanager',
  docs: 'https://prometheus.io/docs/alerting/latest/configuration/',
  reads: [
    {
      extensions: ['.yaml', '.yml', '.json', '.yml.erb', '.yaml.erb', '.tpl', '.gotmpl'],
      text: ['receivers:', '"receivers"', '_receivers:'],
    },
  ],
  emits: ['alert.route'],

  *parse(file) {
    if (!/receiver"?:/.test(file.text)) return;
    for (const document of embeddedDocuments(file.yaml(), 'receivers')) yield* routingsIn(document);
  },

  *link(findings) {
    for (const { path, finding } of findings) {
      for (const { name, line, channel } of finding.receivers) {
        yield fact('alert.route', { tool: 'alertmanager', name, channel, grouped: finding.grouped }, { path, line });
      }
    }
  },
});

/** A `route` that names a receiver, beside a list of `receivers`; Ansible roles prefix both with their name. */
function* routingsIn(document: Tree): Generator<Routing> {
  for (const node of document.walk()) {
    if (node.kind !== 'map' || node.entries.size < 2) continue;
    for (const [key, route] of node.pairs()) {
      if (!/(?:^|_)route$/.test(key) || !route.has('receiver')) continue;
      const receivers = node.key(key.replace(/route$/, 'receivers'));
      if (receivers?.list().some(receiver => receiver.has('name'))) yield readRouting(route, receivers);
    }
  }
}
