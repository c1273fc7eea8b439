import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { Tree } from '../tree.ts';
import { bodyEntries, readHclBody } from './body.ts';
import { parseByGrammar, prepareHcl } from './grammar.ts';

beforeAll(prepareHcl);

test.each([
  ['texts, numbers, literals', 'a = "x"\nb = 1.5\nc = -2\nd = true\ne = null'],
  ['a template and an escape', 'a = "${var.x["k"]}-b"\nb = "say \\"no\\"\\n\\u00e9"'],
  ['references', 'a = aws_s3_bucket.logs.id\nb = var.list[0].name\nc = data.x.y[*].id\nd = local.z.0'],
  ['operators', 'a = b ? c : d\ne = !f && (g || h)\ni = 1 + 2 * -j\nk = l == "m" ? { n = 1 } : null'],
  ['calls', 'a = jsonencode({ b = [1, 2], c = { d = "e" } })\nf = merge(var.g, { h = 1 })\ni = toset(["j"])\nk = concat(l...)'],
  ['for expressions', 'a = [for b in c : b.d if b.e]\nf = { for g, h in i : g => h... }'],
  ['lists over lines', 'a = [\n  "b", # one\n  # two\n  "c",\n]\nd = [[1], []]'],
  ['objects', 'a = {\n  b = 1, c : 2\n  "d.e" = "f" // g\n  (var.h) = i\n}\nj = {}'],
  ['heredocs', 'a = <<E\n  one\n two\nE\nb = <<-E\n    one\n      two\n    E\nc = jsonencode(<<E\n{}\nE\n)'],
  ['blocks', 'a {\n  b = 1\n}\na {}\nc "d" "e" { f = 2 }\ng {\n  h {\n    i = 3\n  }\n}'],
  ['dynamic blocks', 'dynamic "rule" {\n  for_each = var.rules\n  content {\n    name = rule.value\n  }\n}'],
  ['parentheses', 'a = (\n  b\n  + c\n)\nd = ("e")'],
  ['comments everywhere', '# a\nb = 1 /* c */ # d\n/* e\n f */\ng = [/* h */ 1]'],
])('reads like the grammar: %s', (_, body) => {
  expect(ownReading(body)).toEqual(readingByGrammar(body));
});

test.each([
  ['two values on one line', 'a = 1 b = 2'],
  ['an operator without operand', 'a = b +'],
  ['a comparison instead of a value', 'a == 1'],
  ['a text that is not closed', 'a = "b'],
  ['a bracket that is not closed', 'a = [1, 2'],
  ['an escaped template', 'a = "$${b}"'],
  ['depth without end', `a = ${'['.repeat(5000)}${']'.repeat(5000)}`],
  ['signs without end', `a = ${'!'.repeat(100_000)}b`],
])('leaves it to the grammar: %s', (_, body) => {
  expect(readHclBody(`${body}\n}`, 0, 1)).toBeUndefined();
});

const name = fc.constantFrom('a', 'b_c', 'd-e', 'count', 'for_each', 'content');
const { expression } = fc.letrec<{ expression: string }>(tie => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(
      '"x"',
      '"a b"',
      '"${var.y}"',
      '1',
      '-3',
      '0.25',
      'true',
      'null',
      'var.z',
      'local.a.b[0]',
      'each.value["k"]',
      '"\\\\ \\" \\n"',
    ),
    fc.array(tie('expression'), { maxLength: 3 }).map(items => `[${items.join(', ')}]`),
    fc
      .array(fc.tuple(name, tie('expression')), { maxLength: 3 })
      .map(pairs => `{\n${pairs.map(([key, value]) => `${key} = ${value}`).join('\n')}\n}`),
    fc.tuple(fc.constantFrom('jsonencode', 'merge', 'toset'), tie('expression')).map(([call, value]) => `${call}(${value})`),
    fc.tuple(tie('expression'), fc.constantFrom('+', '==', '&&', '<', '/'), tie('expression')).map(parts => parts.join(' ')),
    fc.tuple(tie('expression'), tie('expression'), tie('expression')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    tie('expression').map(value => `(${value})`),
  ),
}));

test('whatever it reads, it reads like the grammar', () => {
  const body = fc.array(fc.tuple(name, expression), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(body, pairs => {
      const text = pairs.map(([key, value], at) => `${key}${at} = ${value}`).join('\n');
      const own = ownReading(text);
      if (own) expect(own).toEqual(readingByGrammar(text));
    }),
    { seed: 4, numRuns: 300 },
  );
});

test('no text makes it throw', () => {
  const piece = fc.constantFrom(
    'a',
    ' = ',
    '{',
    '}',
    '[',
    ']',
    '(',
    ')',
    '"',
    '${',
    '<<E\n',
    '\n',
    '# ',
    '/*',
    '*/',
    ',',
    '.',
    '?',
    ':',
    '1',
    '-',
    '!',
    '=>',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), pieces => {
      const own = ownReading(pieces.join(''));
      expect(own === undefined || typeof own === 'object').toBe(true);
    }),
    { seed: 4, numRuns: 2000 },
  );
});

function ownReading(body: string): unknown {
  const read = readHclBody(`\n${body}\n}`, 0, 1);
  return read && plain(Tree.map(bodyEntries(read, ['l'], 1), 1, 1)).map;
}

function readingByGrammar(body: string): unknown {
  const { file, close } = parseByGrammar(`block "l" {\n${body}\n}`);
  const [block] = file.blocks;
  const reading = block && plain(block.body).map;
  close();
  return reading;
}

/** The tree as data that a failing test can show. */
function plain(tree: Tree): Record<string, unknown> {
  const { line, endLine, tag, value } = tree;
  if (tree.kind === 'map') return { line, endLine, tag, map: [...tree.entries].map(([key, child]) => [key, plain(child)]) };
  return tree.kind === 'list' ? { line, endLine, tag, list: tree.items.map(plain) } : { line, endLine, tag, value };
}
