/**
 * Makes a templated YAML text parse: directives become comments or placeholders of the same length, so that every line keeps its number.
 * A line that holds nothing but directives becomes a comment; a directive inside a line becomes underscores.
 * Covers Helm and Go templates, Jinja (`{{ }}`, `{% %}`, `{# #}`) and ERB (`<% %>`).
 */
export function maskTemplate(text: string): string {
  return markDirectives(text)
    .split('\n')
    .map(line => {
      if (!line.includes(marker)) return line;
      const alone = line.replaceAll(marker, '').trim();
      return alone === '' ? line.replace(/^(\s*)./, '$1#') : line.replaceAll(marker, '_');
    })
    .join('\n');
}

const marker = '\u{E000}';
const ends = new Map([
  ['{{', '}}'],
  ['{%', '%}'],
  ['{#', '#}'],
  ['<%', '%>'],
]);

/** Puts a marker for each character of a directive except line ends. What is never closed is no directive. */
function markDirectives(text: string): string {
  const unclosed = new Set<string>();
  const parts: string[] = [];
  let kept = 0;
  const openings = /\{[{%#]|<%/g;
  for (let opening = openings.exec(text); opening; opening = openings.exec(text)) {
    const end = ends.get(opening[0]) ?? '';
    const close = unclosed.has(end) ? -1 : closeOf(text, opening.index + 2, end);
    if (close === -1) {
      unclosed.add(end);
      continue;
    }
    const after = close + end.length;
    parts.push(text.slice(kept, opening.index), text.slice(opening.index, after).replace(/[^\n]/g, marker));
    kept = after;
    openings.lastIndex = after;
  }
  return parts.join('') + text.slice(kept);
}

const mostNested = 6;

/** Where a directive ends: behind a text in it that holds directives of another tool, as in `{{ "{{workflow.name}}" }}`. */
function closeOf(text: string, start: number, end: string): number {
  let close = text.indexOf(end, start);
  for (let tries = 0; tries < mostNested && close !== -1; tries++) {
    const inside = text.slice(start, Math.min(close, start + 2_000));
    if (isEven(inside, '"') && isEven(inside, '`')) return close;
    const next = text.indexOf(end, close + end.length);
    if (next === -1 || text.slice(close, next).includes('\n')) break;
    close = next;
  }
  return text.indexOf(end, start);
}

function isEven(text: string, letter: string): boolean {
  return (text.split(letter).length & 1) === 1;
}

/** Whether a YAML text holds template directives where YAML expects a value or a line of its own. */
export function looksTemplated(text: string): boolean {
  return /^[ \t]*(?:- )?(?:\{\{|\{%|<%)|^[^#\n'"|]*:[ \t]+(?:\{\{|\{%|<%)/m.test(text);
}
