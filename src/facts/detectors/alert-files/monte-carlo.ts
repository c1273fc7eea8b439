import type { Tree } from '../../../lib/tree.ts';
import type { CloudAlert } from '../alert-class/cloud-alert.ts';

/** Monitors of Monte Carlo as code: below `montecarlo` a list for each kind. https://docs.getmontecarlo.com/docs/monitors-as-code */
export function* monteCarloIn(document: Tree): Generator<CloudAlert> {
  for (const [kind, monitors] of document.pairs('montecarlo')) {
    if (monitors.kind !== 'list') continue;
    for (const monitor of monitors.items) {
      if (monitor.kind !== 'map') continue;
      const name =
        monitor.text('name') ?? monitor.text('description') ?? monitor.text('table') ?? monitor.text('data_source.table') ?? kind;
      const late = kind === 'freshness' || kind === 'volume';
      const told = monitor.list('audiences').length > 0 || monitor.has('notify_rule_run_failure');
      yield {
        line: monitor.line,
        fields: {
          tool: 'montecarlo',
          name,
          class: late ? 'weak_symptom' : 'unknown',
          signal: late ? 'freshness' : 'other',
          severity: monitor.text('priority') ?? '',
          notifies: told ? 'yes' : 'unknown',
          enabled: monitor.flag('is_paused') === true ? 'no' : 'yes',
        },
        runbook: { within: monitor.text('notes') ?? '' },
      };
    }
  }
}
