import { type FactDraft, fact } from '../../../model/fact.ts';
import { type Detector, detector } from '../../detector.ts';
import type { SourceFile } from '../../source-file.ts';
import { alertFacts, type CloudAlert } from '../alert-class/cloud-alert.ts';
import { elastAlertIn, watchIn } from './elastic.ts';
import { monteCarloIn } from './monte-carlo.ts';
import { savedObjectsIn } from './saved-objects.ts';
import { savedSearchesIn, splunkViewIn } from './splunk.ts';

export type Finding = { readonly alert: CloudAlert } | { readonly dashboard: FactDraft<'dashboard'> };

const splunkView = /(?:^|\/)data\/ui\/views\/[^/]+\.xml$/;

export const alertFiles: Detector<Finding> = detector<Finding>({
  id: 'alert-files',
  title: 'Alerts of Elastic, ElastAlert, Splunk and Monte Carlo in files of their own',
  docs: 'https://www.elastic.co/docs/explore-analyze/alerts-cases/watcher',
  reads: [
    { extensions: ['.json'], text: ['ctx.payload'] },
    { extensions: ['.ndjson'], text: ['"alertTypeId"', '"panelsJSON"'] },
    { extensions: ['.yaml', '.yml'], text: ['timeframe:', 'type: any', 'type: flatline', 'montecarlo:'] },
    { names: ['savedsearches.conf'] },
    { extensions: ['.xml'], path: splunkView },
  ],
  emits: ['alert.rule', 'anomaly.detection', 'dashboard'],

  *parse(file) {
    if (splunkView.test(file.path)) yield* splunkViewIn(file);
    else if (file.name.toLowerCase() === 'savedsearches.conf') yield* alerts(savedSearchesIn(file.text));
    else if (file.path.endsWith('.ndjson')) yield* savedObjectsIn(file.text);
    else yield* alerts(rulesIn(file));
  },

  *link(found, scene) {
    yield* alertFacts(
      found.flatMap(({ path, finding }) => ('alert' in finding ? [{ path, finding: finding.alert }] : [])),
      scene,
    );
    for (const { path, finding } of found) {
      if ('dashboard' in finding) yield fact('dashboard', finding.dashboard.fields, { path, line: finding.dashboard.line });
    }
  },
});

function* rulesIn(file: SourceFile): Generator<CloudAlert> {
  for (const document of file.yaml()) {
    if (file.path.endsWith('.json')) yield* watchIn(document, file.name);
    else {
      yield* elastAlertIn(document);
      yield* monteCarloIn(document);
    }
  }
}

function* alerts(found: Iterable<CloudAlert>): Generator<Finding> {
  for (const alert of found) yield { alert };
}
