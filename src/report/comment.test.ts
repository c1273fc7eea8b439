import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { expect, test } from 'vitest';
import { changesSince, regressionsIn } from './changes.ts';
import { toComment } from './comment.ts';
import { assessmentOf, placeAt } from './testing.ts';

const before = assessmentOf([
  { id: 'a', verdict: 'met' },
  { id: 'b', verdict: 'not_met' },
  { id: 'c', verdict: 'met' },
  { id: 'd', verdict: 'unknown' },
]);

test('nothing changed is one line', () => {
  const text = toComment(before, changesSince(before, before));
  expect(text).toBe('<!-- opsex -->\nopsex: nothing changed for shop (level 2–3) since `c0ffee00`.\n');
});

test('only what changed', () => {
  const level = { proven: 1, possible: 1 } as const;
  const now = assessmentOf(
    [
      { id: 'a', verdict: 'not_met', missing: [placeAt('ci.yml', 4)] },
      { id: 'b', verdict: 'met', evidence: [placeAt('b.yml', 2)] },
      { id: 'c', verdict: 'met' },
      { id: 'd', verdict: 'not_applicable' },
    ],
    { overall: { level, heldBackBy: ['a'], progress: null } },
  );
  const text = toComment(now, changesSince(before, now));
  expect(text.split('\n')).toEqual([
    '<!-- opsex -->',
    '### Operational excellence of shop: level 2–3 → **level 1**',
    '',
    '**Worse**',
    '',
    '- `a` met → **not met**: Is a so? (`ci.yml:4`) Do a.',
    '',
    '**Better**',
    '',
    '- `b` not met → **met**: Is b so? (`b.yml:2`)',
    '',
    '**Also changed**',
    '',
    '- `d` unknown → **not applicable**: Is d so? Do d.',
    '',
    '<sub>Since `c0ffee00`. `opsex explain CRITERION` shows the evidence.</sub>',
    '',
  ]);
});

test('a name of the repository starts no markup, link or mention', () => {
  const evil = '`<img src=x onerror=alert(1)>` @everyone [x](http://evil) -->\n# Owned';
  const now = assessmentOf([{ id: 'a', verdict: 'not_met', ask: evil, remedy: evil, missing: [placeAt(evil, 1)] }], {
    workload: { name: evil, sources: [] },
  });
  for (const text of [toComment(now, changesSince(before, now)), toComment(now, undefined), toComment(now, changesSince(now, now))]) {
    const nodes = nodesOf(text);
    expect(nodes.filter(({ type }) => type === 'link' || type === 'image' || type === 'definition')).toEqual([]);
    expect(nodes.filter(({ type }) => type === 'heading').length).toBeLessThanOrEqual(1);
    const html = nodes.flatMap(node => (node.type === 'html' ? [node.value] : []));
    expect(html.filter(tag => !['<!-- opsex -->', '<sub>', '</sub>'].includes(tag))).toEqual([]);
  }
});

function nodesOf(text: string): readonly Nodes[] {
  const open: Nodes[] = [fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] })];
  const nodes: Nodes[] = [];
  for (let node = open.pop(); node; node = open.pop()) {
    nodes.push(node);
    if ('children' in node) open.push(...node.children);
  }
  return nodes;
}

test.each([
  ['met and now not met', 'met', 'not_met', { lost: ['x'], doubtful: [] }],
  ['met and now unknown', 'met', 'unknown', { lost: [], doubtful: ['x'] }],
  ['met and now waived is an accepted gap', 'met', 'waived', { lost: [], doubtful: [] }],
  ['met and now beside the point', 'met', 'not_applicable', { lost: [], doubtful: [] }],
  ['never was met', 'unknown', 'not_met', { lost: [], doubtful: [] }],
] as const)('a criterion that was %s', (_, from, to, expected) => {
  const changes = changesSince(assessmentOf([{ id: 'x', verdict: from }]), assessmentOf([{ id: 'x', verdict: to }]));
  expect(regressionsIn(changes)).toEqual(expected);
});

test.each([
  ['out of reach', { proven: 1, possible: 1 }, { lost: ['overall'], doubtful: [] }],
  ['still possible', { proven: 1, possible: 4 }, { lost: [], doubtful: ['overall'] }],
  ['higher', { proven: 3, possible: 3 }, { lost: [], doubtful: [] }],
] as const)('a level of two that is now %s', (_, level, expected) => {
  const now = assessmentOf([], { overall: { level, heldBackBy: [], progress: null } });
  expect(regressionsIn(changesSince(assessmentOf([]), now))).toEqual(expected);
});

test('criteria of another model are counted, not compared', () => {
  const now = assessmentOf([{ id: 'e', verdict: 'not_met' }], { model: { id: 'own', version: '2', digest: 'sha256:2' } });
  expect(changesSince(before, now).model).toEqual({ changed: true, added: 1, removed: 4 });
});
