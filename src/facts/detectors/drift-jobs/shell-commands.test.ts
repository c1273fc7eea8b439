import { expect, test } from 'vitest';
import { shellCommands } from './shell-commands.ts';

function read(script: string): readonly string[] {
  return shellCommands(script, 1).map(({ words, line, before, after }) => `${line} ${before.trim()}[${words.join(' ')}]${after.trim()}`);
}

test.each([
  ['operators', 'a b && c || d; e', ['1 [a b]&&', '1 &&[c]||', '1 ||[d];', '1 ;[e]']],
  ['comments are none', 'a # b\n# c\nd#e', ['1 [a]', '3 [d#e]']],
  ['lines joined by a backslash', 'a \\\n  -b\nc', ['1 [a -b]', '3 [c]']],
  ['quotes', `a "b; c" 'd | e'`, ['1 [a b; c d | e]']],
  ['a substitution inside a command', 'a -v "x=$(b c)" -d || e', ['1 $([b c])', '1 [a -v x=$() -d]||', '1 ||[e]']],
  ['an assigned substitution has the status', 'x=$(a b) || true', ['1 [a b]||', '1 [x=$()]||', '1 ||[true]']],
  ['redirections', 'a > b 2>&1 | c', ['1 [a > b 2>&1]|', '1 |[c]']],
  ['workflow expressions', 'a ${{ b || c }}\nd', ['1 [a ${{ b || c }}]', '2 [d]']],
  ['here-documents', 'cat <<EOF\na | b\nEOF\nc', ['1 [cat]', '4 [c]']],
  ['conditions', 'if a; then\n  b\nfi', ['1 if[a];', '2 [b]', '3 [fi]']],
  ['subshells', '(cd a && b)', ['1 ([cd a]&&', '1 &&[b])']],
  ['an unclosed quote', 'a "b', ['1 [a b]']],
])('the commands of a script: %s', (_, script, expected) => {
  expect(read(script)).toEqual(expected);
});
