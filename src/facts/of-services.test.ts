import { expect, test } from 'vitest';
import { type Fact, fact } from '../model/fact.ts';
import { ofServices } from './of-services.ts';

function rule(name: string, path: string, service = ''): Fact {
  return {
    kind: 'alert.rule',
    fields: fact('alert.rule', { name }, { line: 1 }).fields,
    origin: { kind: 'file', path, line: 1, endLine: 1 },
    strength: 'declared',
    scope: { service, environment: '', production: 'unknown' },
    pathClass: 'own',
    templated: false,
    detector: 'test',
  };
}

const listed = [{ name: 'orders', also: ['order-api'], paths: [], lifecycle: 'production' as const, at: { path: 'opsex.yaml', line: 1 } }];

test.each<[string, Fact, readonly string[], string | undefined]>([
  ['its own service', rule('Down', 'a.yaml', 'orders'), ['orders'], 'orders'],
  ['another name of it', rule('Down', 'a.yaml', 'order-api'), ['orders'], 'orders'],
  ['another service', rule('OrdersDown', 'orders/a.yaml', 'billing'), ['orders'], undefined],
  ['its folder', rule('Down', 'teams/orders/a.yaml'), ['orders'], 'orders'],
  ['its file', rule('Down', 'rules/orders.rules.yaml'), ['orders'], 'orders'],
  ['its name in a name', rule('OrdersDown', 'a.yaml'), ['orders'], 'orders'],
  ['a part of a word', rule('ReordersDown', 'borders.yaml'), ['orders'], undefined],
  ['one of several', rule('Down', 'billing.yaml'), ['orders', 'billing'], 'billing'],
  ['no wish', rule('Down', 'a.yaml'), [], ''],
])('%s', (_, given, wanted, service) => {
  expect(ofServices([given], wanted, listed)[0]?.scope.service).toBe(service);
});
