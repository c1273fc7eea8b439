import type { Tree } from '../../../lib/tree.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { detector } from '../../detector.ts';

/** Settings of Grafana's data sources that lead from one kind of telemetry to another: https://grafana.com/docs/grafana/latest/datasources/tempo/ */
const links: Readonly<Record<string, readonly [string, string]>> = {
  derivedFields: ['logs', 'traces'],
  tracesToLogs: ['traces', 'logs'],
  tracesToLogsV2: ['traces', 'logs'],
  tracesToMetrics: ['traces', 'metrics'],
  tracesToProfiles: ['traces', 'profiles'],
  exemplarTraceIdDestinations: ['metrics', 'traces'],
};

export const correlation = detector<FactDraft>({
  id: 'correlation',
  title: 'Links between logs, traces and metrics',
  docs: 'https://grafana.com/docs/grafana/latest/datasources/tempo/configure-tempo-data-source/',
  reads: [{ extensions: ['.yaml', '.yml', '.json', '.tpl'], text: Object.keys(links) }],
  emits: ['telemetry.correlation'],

  *parse(file) {
    for (const document of file.yaml()) {
      for (const node of document.walk()) yield* linksOf(node, file.templated);
    }
  },
});

/** A data source: a map with a type and `jsonData`. */
function* linksOf(node: Tree, templated: boolean): Generator<FactDraft> {
  if (node.kind !== 'map' || !node.entries.has('jsonData') || !node.entries.has('type')) return;
  for (const [key, value] of node.pairs('jsonData')) {
    const [from, to] = links[key] ?? [];
    const filled = value.list().length > 0 && (value.kind !== 'map' || value.has('datasourceUid'));
    if (from && to && filled) yield fact('telemetry.correlation', { tool: 'grafana', from, to }, { line: value.line, templated });
  }
}
