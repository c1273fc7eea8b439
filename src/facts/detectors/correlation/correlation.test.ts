import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const source = (settings: string) => `apiVersion: 1\ndatasources:\n  - name: Tempo\n    type: tempo\n    jsonData:\n${settings}\n`;

test.each([
  ['from traces to logs', '      tracesToLogsV2:\n        datasourceUid: loki', ['traces logs 7']],
  ['from logs to traces', '      derivedFields:\n        - matcherRegex: trace_id=(.+)\n          datasourceUid: tempo', ['logs traces 7']],
  ['exemplars', '      exemplarTraceIdDestinations:\n        - name: trace_id', ['metrics traces 7']],
  ['an empty list', '      derivedFields: []', []],
  ['a comment', '      # tracesToLogsV2: {datasourceUid: loki}\n      nodeGraph: {}', []],
])('a data source with %s', async (_, settings, expected) => {
  const facts = flat(await factsOf({ 'grafana/datasources.yaml': source(settings) }), 'telemetry.correlation');
  expect(facts.map(each => `${each.from} ${each.to} ${each.line}`)).toEqual(expected);
});
