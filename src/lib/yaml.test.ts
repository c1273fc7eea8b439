import { expect, test } from 'vitest';
import { parseYaml } from './yaml.ts';

const text = `rules:
  - annotations:
      summary: |-
        High latency of {{ $labels.service }} "{{
            $labels.route }}"
      description: |-
        The operation {{ $labels.service }}/{{
            $labels.route }} took: {{ .Value }}
            {{ $labels.more }}
    labels: { severity: warning }
`;

test('directives of alerts that span lines inside of texts are left alone', () => {
  const stream = parseYaml(text);
  expect(stream.problems).toEqual([]);
  expect(stream.documents[0]?.text('rules.labels.severity')).toBe('warning');
});

test('a directive where YAML expects a value is masked', () => {
  const stream = parseYaml('replicas: {{ .Values.replicas }}\nimage: shop\n');
  expect(stream).toMatchObject({ templated: true, problems: [] });
  expect(stream.documents[0]?.text('image')).toBe('shop');
});
