import { expect, test } from 'vitest';
import { guardsOf } from './template-guards.ts';

const on = (setting: string) => ({ setting, negated: false });
const off = (setting: string) => ({ setting, negated: true });

test.each([
  ['Helm', '{{- if .Values.alerts.enabled }}\nHERE\n{{- end }}\n', [on('alerts.enabled')]],
  ['after the end', '{{- if .Values.a }}\nx\n{{- end }}\nHERE\n', []],
  ['several', '{{ if and .Values.a (not .Values.b.c) (.Capabilities.APIVersions.Has "x/v1") }}\nHERE\n{{ end }}', [on('a'), off('b.c')]],
  ['the other branch', '{{ if .Values.a }}\nx\n{{ else }}\nHERE\n{{ end }}', [off('a')]],
  ['a comparison', '{{ if eq .Values.env "prod" }}\nHERE\n{{ end }}', [on('')]],
  ['a choice', '{{ if or .Values.a .Values.b }}\nHERE\n{{ end }}', [on('')]],
  ['inside of a loop', '{{ range .Values.groups }}\n{{ if $.Values.a }}\nx: {{ .name }}\nHERE\n{{ end }}{{ end }}', [on('a')]],
  ['behind a loop', '{{ range .Values.groups }}\nx\n{{ end }}\nHERE', []],
  ['a comment', '{{/* if .Values.a */}}\nHERE', []],
  ['in one line', 'x: {{ if .Values.a }}1{{ else }}2{{ end }}\nHERE', []],
  ['Jinja', '{% if alerts_enabled | bool %}\nHERE\n{% endif %}', [on('alerts_enabled')]],
  ['Jinja, two', '{% if a is defined and not b %}\nHERE\n{% endif %}', [on('a'), off('b')]],
  ['Jinja, a loop', '{% for x in y %}\n{% if a %}\nz\n{% endif %}\nHERE\n{% endfor %}', []],
  ['ERB', '<% if @alerts -%>\nHERE\n<% end %>', [on('alerts')]],
  ['ERB, a loop', '<% @envs.each do |e| %>\n<% unless @quiet %>\nHERE\n<% end %><% end %>', [off('quiet')]],
  ['ERB, a value', '<%= @if %>\nHERE', []],
  ['no template', 'a: 1\nHERE', []],
])('%s', (_, text, expected) => {
  const line = text.split('\n').indexOf('HERE') + 1;
  expect(guardsOf(text).get(line) ?? []).toEqual(expected);
});

test('a directive that never ends is none, and many are read soon', () => {
  expect(guardsOf('{{ if .Values.a\nx').size).toBe(0);
  const start = performance.now();
  guardsOf('{{ if .Values.a }}\n'.repeat(20_000) + '{{ '.repeat(20_000));
  expect(performance.now() - start).toBeLessThan(1_500);
});
