import { parseJson } from '../../../lib/json.ts';
import { fact } from '../../../model/fact.ts';
import { classifyMetrics } from '../alert-class/classify-metric.ts';
import type { Finding } from './alert-files.ts';

const mostLines = 5_000;
const longest = 500_000;

/** An export of saved objects of Kibana, one a line. https://www.elastic.co/docs/explore-analyze/find-and-organize/saved-objects */
export function* savedObjectsIn(text: string): Generator<Finding> {
  for (const [index, line] of text.split('\n', mostLines).entries()) {
    if (line.length > longest || !/"type"\s?:\s?"(?:alert|dashboard)"/.test(line)) continue;
    const object = parseJson(line).tree;
    const attributes = object?.get('attributes');
    if (!object || !attributes) continue;
    if (object.text('type') === 'dashboard') {
      const panels = (attributes.text('panelsJSON') ?? '').match(/"panelIndex"/g)?.length ?? 0;
      yield { dashboard: fact('dashboard', { tool: 'elastic', title: attributes.text('title') ?? '', panels }, { line: index + 1 }) };
    } else if (object.text('type') === 'alert' && attributes.has('alertTypeId')) {
      const name = attributes.text('name') ?? '';
      const type = attributes.text('alertTypeId') ?? '';
      const burns = type === 'slo.rules.burnRate';
      yield {
        alert: {
          line: index + 1,
          fields: {
            tool: 'elastic',
            name,
            ...(burns ? { class: 'symptom', signal: 'burn_rate', burnRate: 'multi_window' } : classifyMetrics([], `${type} ${name}`)),
            notifies: attributes.list('actions').length > 0 ? 'yes' : 'no',
            enabled: attributes.flag('enabled') === false ? 'no' : 'yes',
          },
        },
      };
    }
  }
}
