import { expect, test } from 'vitest';
import { parseToml } from './toml.ts';

test('tables, dotted keys and lists of tables keep their lines', () => {
  const { tree } = parseToml(`name = "shop"
[tool.poetry.dependencies]
python = "^3.12"
structlog = { version = "25.1", optional = true }
[[bin]]
name = "first"
[[bin]]
name = "second"
`);
  expect(tree?.text('name')).toBe('shop');
  expect(tree?.get('tool.poetry.dependencies.structlog')?.line).toBe(4);
  expect(tree?.flag('tool.poetry.dependencies.structlog.optional')).toBe(true);
  expect(tree?.list('bin').map(item => [item.text('name'), item.line])).toEqual([
    ['first', 5],
    ['second', 7],
  ]);
});

test('text that is not TOML is a problem with its line', () => {
  const { tree, problems } = parseToml('a = 1\nb = = 2\n');
  expect(tree).toBeUndefined();
  expect(problems).toMatchObject([{ line: 2 }]);
});
