import { expect, test } from 'vitest';
import { maskTemplate } from './template-mask.ts';
import { parseYaml } from './yaml.ts';

test('documents, anchors, merge keys and unknown tags are read with their lines', () => {
  const { documents, problems } = parseYaml(
    'base: &base\n  severity: page\n  team: a\nrule:\n  <<: *base\n  team: b\n---\nBucket: !Ref Logs\njobs: !reference [.test, script]\n',
  );
  expect(problems).toEqual([]);
  expect(documents[0]?.text('rule.severity')).toBe('page');
  expect(documents[0]?.text('rule.team')).toBe('b');
  expect(documents[0]?.get('rule.severity')?.line).toBe(2);
  expect(documents[1]?.get('Bucket')).toMatchObject({ value: 'Logs', tag: '!Ref', line: 8 });
  expect(documents[1]?.texts('jobs')).toEqual(['.test', 'script']);
});

test('the key "on" stays a text and a key without a value stands on its own line', () => {
  const { documents } = parseYaml('name: ci\non:\n  pull_request:\n');
  expect(documents[0]?.get('on.pull_request')).toMatchObject({ value: null, line: 3 });
});

test('a broken document is named, the others are kept', () => {
  const { documents, problems } = parseYaml('a: 1\n---\nb: [1\nc: 2\n---\nd: 3\n');
  expect(documents.map(document => document.pairs().map(([key]) => key))).toEqual([['a'], ['d']]);
  expect(problems[0]?.line).toBeGreaterThanOrEqual(3);
});

test('template directives are masked and lines keep their numbers', () => {
  const { documents, templated } = parseYaml(
    '{{- if .Values.on }}\nkind: Deployment\nspec:\n  replicas: {{ .Values.replicas }}\n  strategy: x\n{{- end }}\n',
  );
  expect(templated).toBe(true);
  expect(documents[0]?.get('spec.strategy')).toMatchObject({ value: 'x', line: 5 });
});

test('expressions of GitHub and Prometheus are not templates', () => {
  const { documents, templated } = parseYaml('run: echo ${{ github.sha }}\nsummary: "{{ $labels.job }} is down"\n');
  expect(templated).toBe(false);
  expect(documents[0]?.text('summary')).toBe('{{ $labels.job }} is down');
});

test('what is never closed is no directive, however often it opens', () => {
  expect(maskTemplate('a: {{ x }}\nb: {{ c')).toBe('a: _______\nb: {{ c');
  expect(maskTemplate('a: "{{ "{{x}}" }}"')).toBe(`a: "${'_'.repeat(13)}"`);
  expect(maskTemplate('a: "{{ `{{x}}` }}"\nb: {{ y }}')).toBe(`a: "${'_'.repeat(13)}"\nb: _______`);
  expect(maskTemplate(`a: {{ quote '"' }}\nb: {{ y }}`)).toBe(`a: ${'_'.repeat(15)}\nb: _______`);
  const start = performance.now();
  maskTemplate('{{ if '.repeat(200_000));
  expect(performance.now() - start).toBeLessThan(1000);
});

test('aliases that stand for too much end the document', () => {
  const levels = Array.from({ length: 9 }, (_, index) => `a${index + 1}: &a${index + 1} [${Array(10).fill(`*a${index}`).join(', ')}]`);
  const { documents, problems } = parseYaml(`a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n${levels.join('\n')}\n`);
  expect(documents).toEqual([]);
  expect(problems[0]?.message).toContain('aliases stand for more than');
});
