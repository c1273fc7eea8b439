import { expect, test } from 'vitest';
import { shellBlocks } from './shell-blocks.ts';

test('an if with else, nested', () => {
  const { branches } = shellBlocks(`#!/bin/sh
# if commented; then exit 1; fi
if (( HOUR >= 16 )) && (( HOUR <= 23 )); then
  if [ "$FORCE" = 1 ]; then
    log "going on"
  else
    die "not now"
  fi
fi
`);
  expect(branches).toEqual([
    { condition: '[ "$FORCE" = 1 ]', line: 4, holds: 'log "going on"\nelse\n', fails: 'die "not now"\nfi\n' },
    {
      condition: '(( HOUR >= 16 )) && (( HOUR <= 23 ))',
      line: 3,
      holds: 'if [ "$FORCE" = 1 ]\nthen\nlog "going on"\nelse\ndie "not now"\nfi\nfi\n',
      fails: '',
    },
  ]);
});

test('lists, groups and case', () => {
  const { branches } = shellBlocks(`[ -f x ] || exit 1
smoke || {
  rollback
  exit 1
}
case "$(date +%u)" in
  5|6) exit 1 ;;
esac
`);
  expect(branches).toMatchObject([
    { condition: '[ -f x ]', fails: 'exit 1', line: 1 },
    { condition: 'smoke', fails: 'rollback\nexit 1\n}\n', line: 2 },
    { condition: '"$(date +%u)" in', line: 6 },
  ]);
});

test('functions, here-documents and continued lines', () => {
  const { functions, statements } = shellBlocks(`rollback() {
  ln -s old app
}
function one { echo 1; }
cat <<EOF
if this; then that; fi
EOF
helm upgrade \\
  shop
`);
  expect(functions.get('rollback')).toBe('ln -s old app\n}\n');
  expect(functions.has('one')).toBe(true);
  expect(statements.map(({ text, line }) => [line, text])).toContainEqual([8, 'helm upgrade    shop']);
  expect(statements.some(({ text }) => text.includes('this'))).toBe(false);
});

test('hostile scripts end', () => {
  expect(shellBlocks('if '.repeat(50_000)).branches.length).toBeGreaterThanOrEqual(0);
  expect(shellBlocks('if a\n'.repeat(20_000)).branches.length).toBeLessThanOrEqual(40);
  expect(shellBlocks('((('.repeat(50_000)).branches).toEqual([]);
  expect(shellBlocks('<<A\n'.repeat(5_000)).statements.length).toBeGreaterThan(0);
});
