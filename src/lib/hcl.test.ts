import { beforeAll, expect, test } from 'vitest';
import { outlineHcl } from './hcl/outline.ts';
import { parseHcl, prepareHcl } from './hcl.ts';

beforeAll(prepareHcl);

const text = `# resource "a" "commented" {}
/* resource "a" "too" { */
terraform {
  backend "s3" {
    key = "a-\${var.x["}"]}" // }
  }
}

resource "aws_instance" "web" { ami = "b" }
locals {
  script = <<-EOT
    if [ "$x" = "{" ]; then
    EOT
  escaped = "$\${not} \\"{"
  list = [
    "}",
  ]
}
`;

test('the outline of a file with every kind of bracket in texts and comments', () => {
  const blocks = outlineHcl(text)?.blocks.map(({ type, labels, line, endLine }) => [type, labels, line, endLine]);
  expect(blocks).toEqual([
    ['terraform', [], 3, 7],
    ['resource', ['aws_instance', 'web'], 9, 9],
    ['locals', [], 10, 18],
  ]);
});

test('a body that is read late stands on its true lines', () => {
  const { file, close } = parseHcl(text);
  expect(file.blocks[0]?.body.get('backend.key')).toMatchObject({ line: 5 });
  expect(file.blocks[2]?.body.get('script')).toMatchObject({ line: 12, tag: 'heredoc' });
  expect(file.problems).toEqual([]);
  close();
});

test('attributes at the top', () => {
  const { file, close } = parseHcl('region = "eu" # }\ntags = {\n  a = 1\n}\ninputs = <<E\n{\nE\nlast = [1,\n 2]\n');
  expect(file.attributes.text('region')).toBe('eu');
  expect(file.attributes.get('tags.a')).toMatchObject({ value: 1, line: 3 });
  expect(file.attributes.texts('last')).toEqual(['1', '2']);
  close();
});

test.each([
  ['a bracket that is never closed', 'a "b" {\n'],
  ['brackets that cross', 'a "b" { x = [ } ]\n'],
  ['a text that is never closed', 'a "b" {\n  x = "y\n}\n'],
  ['a heredoc that is never closed', 'a "b" {\n  x = <<E\n}\n'],
])('no outline: %s', (_, broken) => {
  expect(outlineHcl(broken)).toBeUndefined();
  const { file, close } = parseHcl(broken);
  expect(file.problems).toHaveLength(1);
  close();
});

test('a syntax error inside a body is a problem on its line', () => {
  const { file, close } = parseHcl('a "b" {}\n\nc "d" {\n  x = = 1\n}\n');
  expect(file.blocks[1]?.body).toBeDefined();
  expect(file.problems).toMatchObject([{ line: 4 }]);
  close();
});
