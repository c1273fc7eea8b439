import { expect, test } from 'vitest';
import { addressOf, parseRoute, type Route } from './route.ts';

const routes: readonly Route[] = [
  { page: 'portfolio' },
  { page: 'overview', workload: 'shop' },
  { page: 'metrics', workload: 'shop' },
  { page: 'registers', workload: 'shop' },
  { page: 'audit', workload: 'a b/c?d#e' },
  { page: 'plan', workload: 'shop', done: ['pm-informal', 'rb-top3'] },
  { page: 'checklist', workload: 'shop', show: 'all' },
  { page: 'checklist', workload: 'shop', show: 'people' },
  { page: 'control', workload: 'shop', id: 'WAF-OPS-010' },
  { page: 'criterion', workload: 'shop', id: 'pm-informal' },
  { page: 'model' },
  { page: 'model', id: 'WAF-OPS-010' },
];

test.each(routes)('the address of %j leads to it', route => {
  expect(parseRoute(addressOf(route))).toEqual(route);
});

test.each(['', '#', '#/nowhere', '#/service', '#/service/', '#/%'])('%j leads to the start', hash => {
  expect(parseRoute(hash)).toEqual({ page: 'portfolio' });
});

test('an unknown part of the checklist is all of it', () => {
  expect(parseRoute('#/service/shop/checklist?show=none')).toEqual({ page: 'checklist', workload: 'shop', show: 'all' });
});

test('an address that is no proper text leads to a page all the same', () => {
  expect(parseRoute('#/service/%E0%A4%A')).toEqual({ page: 'overview', workload: '%E0%A4%A' });
});
