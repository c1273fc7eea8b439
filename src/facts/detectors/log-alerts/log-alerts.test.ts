import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test('rules of a log alerter in values', async () => {
  const text = `k8s-log-alerter:
  enabled: true
  rules:
    # abuse
    "Miner killed":
      # of which pods
      pod_labels: { app: guard }
      regex: killed
log-alerting-docs:
  rules:
    other: text
`;
  expect(flat(await factsOf({ 'values.yaml': text }), 'alert.rule')).toMatchObject([
    { tool: 'k8s-log-alerter', name: 'Miner killed', line: 5, class: 'unknown' },
  ]); // prettier-ignore
});
