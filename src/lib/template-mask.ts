/**
 * Makes a templated YAML text parse: directives become comments or placeholders of the same length, so that every line keeps its number.
 * A line that holds nothing but directives becomes a comment; a directive inside a line becomes underscores.
 * Covers Helm and Go templates, Jinja (`{{ }}`, `{% %}`, `{# #}`) and ERB (`<% %>`).
 */
export function maskTemplate(text: string): string {
  const flat = text.replace(/\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}|\{#[\s\S]*?#\}|<%[\s\S]*?%>/g, directive =>
    directive.replace(/[^\n]/g, marker),
  );
  return flat
    .split('\n')
    .map(line => {
      if (!line.includes(marker)) return line;
      const alone = line.replaceAll(marker, '').trim();
      return alone === '' ? line.replace(/^(\s*)./, '$1#') : line.replaceAll(marker, '_');
    })
    .join('\n');
}

const marker = '\u{E000}';

/** Whether a YAML text holds template directives where YAML expects a value or a line of its own. */
export function looksTemplated(text: string): boolean {
  return /^[ \t]*(?:- )?(?:\{\{|\{%|<%)|^[^#\n'"|]*:[ \t]+(?:\{\{|\{%|<%)/m.test(text);
}
