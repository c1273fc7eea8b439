import { expect, test } from 'vitest';
import { factsOf, flat } from '../testing.ts';

const check = 'resource "statuscake_uptime_check" "alert" {\n  for_each = var.checks_uptime\n  name = each.value.name\n}\n';

test('one check for each entry of the values of production', async () => {
  const found = await factsOf({
    'modules/uptime/main.tf': check,
    'vars/production.tfvars.json':
      '{\n  "checks_uptime": {\n    "home": {\n      "website_url": "https://shop.io"\n    },\n    "pay": {\n      "website_url": "https://pay.shop.io"\n    }\n  }\n}',
    'vars/test.tfvars.json': '{ "checks_uptime": { "t": { "website_url": "https://t.shop.io" } } }',
  });
  expect(flat(found, 'alert.rule')).toMatchObject([
    {
      name: 'home',
      path: 'vars/production.tfvars.json',
      line: 3,
      class: 'symptom',
      signal: 'availability',
      notifies: 'yes',
      enabled: 'yes',
    },
    { name: 'pay', line: 6 },
  ]);
});

test('without values the resource is one check, of which is not known whether it exists', async () => {
  expect(flat(await factsOf({ 'main.tf': check }), 'alert.rule')).toMatchObject([{ line: 1, enabled: 'unknown' }]);
});

test('a probe alone alerts nobody, and a client of such a service is no check', async () => {
  const found = await factsOf({
    'probe.yaml': 'apiVersion: monitoring.coreos.com/v1\nkind: Probe\nmetadata:\n  name: shop\n',
    'health.tf': 'resource "aws_route53_health_check" "shop" {\n  fqdn = "shop.io"\n}\n',
    'pingdom.rb': 'class Pingdom\nend\n',
  });
  expect(flat(found, 'alert.rule')).toEqual([]);
  expect(flat(found, 'availability.check')).toMatchObject([
    { tool: 'route53', name: 'shop.io', alerts: 'unknown' },
    { tool: 'prometheus', name: 'shop' },
  ]); // prettier-ignore
});
