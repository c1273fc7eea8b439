import { expect, test } from 'vitest';
import { isBehindSwitch } from './behind-switch.ts';

test.each([
  ['Ruby, around', 'if Config.store.exporter\n  require "x"\n\n  HERE\nend', true],
  ['Ruby, behind', 'use HERE if ENV["METRICS"]', true],
  ['Go', 'func a() {\n\tif cfg.Metrics.Enabled {\n\t\tHERE\n\t}\n}', true],
  ['JavaScript', "if (process.env.METRICS === 'true') {\n  app.use(HERE());\n}", true],
  ['Python, as a choice', 'HERE() if settings.metrics else None', true],
  ['a nested block', 'def a\n  if options[:x]\n    things.each do |t|\n      HERE\n    end\n  end\nend', true],
  ['at the top', 'if Config.x\n  a\nend\nHERE', false],
  ['beside', 'func a() {\n  if cfg.x {\n    b()\n  }\n  HERE\n}', false],
  ['another condition', 'if err == nil {\n  HERE\n}', false],
  ['only where production is', 'if Rails.env.production?\n  HERE\nend', false],
  ['not in tests', 'HERE unless Rails.env.test?', false],
])('%s', (_, code, expected) => {
  expect(isBehindSwitch(code, code.indexOf('HERE'))).toBe(expected);
});
