import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

test('conditions of New Relic and a burn alert of Honeycomb', async () => {
  const text = `resource "newrelic_nrql_alert_condition" "a" {
  name        = "Errors"
  type        = "baseline"
  runbook_url = "https://wiki.shop.io/a"
  nrql { query = "SELECT percentage(count(*), WHERE error IS true) FROM Transaction" }
  critical { threshold = 5 }
}
resource "honeycombio_burn_alert" "b" {
  alert_type = "budget_rate"
}
`;
  const found = await factsOf({ 'a.tf': text });
  expect(flat(found, 'alert.rule')).toMatchObject([
    { tool: 'newrelic', name: 'Errors', line: 1, class: 'symptom', signal: 'errors', severity: 'critical', runbook: 'linked' },
    { tool: 'honeycomb', line: 8, burnRate: 'single_window' },
  ]);
  expect(flat(found, 'anomaly.detection')).toMatchObject([{ tool: 'newrelic' }]);
});
