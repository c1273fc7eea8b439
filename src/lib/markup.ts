import { withTables } from './markup-tables.ts';

/**
 * Rewrites other markup languages line by line into Markdown, so that line numbers stay true. Headings, lists and code survive;
 * finer markup does not matter to readers of structure.
 */
export function asMarkdown(text: string, extension: string): string {
  const lines = text.split('\n');
  if (/^\.(?:adoc|asciidoc)$/.test(extension)) return fromAsciiDoc(withTables(lines, 'asciidoc')).join('\n');
  if (extension === '.rst') return fromReStructuredText(withTables(lines, 'rst')).join('\n');
  if (extension === '.org') return fromOrg(withTables(lines, 'org')).join('\n');
  return text;
}

function fromAsciiDoc(lines: readonly string[]): string[] {
  let code = false;
  return lines.map((line, index) => {
    if (/^(?:-{4,}|\.{4,})\s*$/.test(line)) {
      code = !code;
      return code ? `\`\`\`${/^\[(?:source|source%\w+)?,\s*(\w+)/.exec(lines[index - 1] ?? '')?.[1] ?? ''}` : '```';
    }
    if (code || line.startsWith('|')) return line.startsWith('|') ? withLinks(line) : line;
    if (line.startsWith('//') || /^\[[^\]]*\]\s*$/.test(line) || /^:[\w-]+:/.test(line)) return '';
    return withLinks(line)
      .replace(/^(={1,6})\s+/, (_, signs: string) => `${'#'.repeat(signs.length)} `)
      .replace(/^(\.{1,4})\s+/, (_, dots: string) => `${'   '.repeat(dots.length - 1)}1. `)
      .replace(/^\* \[( |x|\*)\]/, (_, mark: string) => `- [${mark === ' ' ? ' ' : 'x'}]`);
  });
}

/** `https://x[text]`, `link:x[text]` and `xref:x.adoc[text]`. */
function withLinks(line: string): string {
  return line
    .slice(0, 4_000)
    .replace(
      /(?:\b(?:link|xref):([^\s[\]()]{1,300})|(https?:\/\/[^\s[\]()]{1,300}))\[([^\]]{0,200})\]/g,
      (_, target: string | undefined, url: string | undefined, text: string) =>
        `[${text.replace(/[\^]$/, '') || (target ?? url ?? '')}](${target ?? url ?? ''})`,
    );
}

const underline = /^(?:={3,}|-{3,}|~{3,}|\^{3,}|"{3,}|\*{3,}|\+{3,}|#{3,})\s*$/;

function fromReStructuredText(lines: readonly string[]): string[] {
  const signs: string[] = [];
  const result = withFences(lines);
  for (let index = 0; index < lines.length; index++) {
    const title = result[index - 1] ?? '';
    const line = result[index] ?? '';
    if (/^\.\. \S/.test(line)) result[index] = '';
    if (!underline.test(line)) continue;
    result[index] = '';
    if (!/[\p{L}\p{N}]/u.test(title) || /^\s/.test(title) || line.trim().length + 2 < title.trim().length) continue;
    const sign = line.charAt(0);
    if (!signs.includes(sign)) signs.push(sign);
    result[index - 1] = `${'#'.repeat(Math.min(6, signs.indexOf(sign) + 1))} ${title}`;
  }
  return result.map(line =>
    line
      .replace(/^(\s*)#\. /, (_, indent: string) => `${indent}1. `)
      .replace(/`([^`<>]{1,200}) <([^\s<>]{1,300})>`__?/g, (_, text: string, url: string) => `[${text}](${url})`),
  );
}

/** A literal block begins after `::` and lasts as long as its lines are indented; the blank lines around it become fences. */
function withFences(lines: readonly string[]): string[] {
  const result = [...lines];
  let inside = false;
  let wanted = false;
  let begin = 0;
  for (const [index, line] of lines.entries()) {
    const blank = line.trim() === '';
    const directive = /^\s*\.\. (?:code-block|code|sourcecode):: ?(\S*)/.exec(line);
    if (inside && !blank && !/^(?:\t|\s{2,})/.test(line)) {
      result[index - 1] = begin === index - 1 ? '' : '```'; // a block without lines is none
      inside = false;
    }
    if (inside) result[index] = line.replace(/^(?:\t| {2,4})/, '').trimEnd();
    else if (directive) {
      result[index] = `\`\`\`${directive[1]}`;
      begin = index;
      inside = true;
    } else if (wanted && blank) {
      result[index] = '```';
      begin = index;
      inside = true;
    }
    wanted = !inside && !/^\s*\.\./.test(line) && /::\s*$/.test(line);
  }
  return result;
}

function fromOrg(lines: readonly string[]): string[] {
  return lines.map(line => {
    if (/^#\+begin_src/i.test(line)) return `\`\`\`${line.slice(11).trim()}`;
    if (/^#\+end_src/i.test(line)) return '```';
    if (/^#\+title:/i.test(line)) return `# ${line.slice(8).trim()}`;
    if (/^#/.test(line)) return '';
    return line
      .replace(/^(\*{1,6}) /, (_, stars: string) => `${'#'.repeat(stars.length)} `)
      .replace(/\[\[([^\][]{1,300})\]\[([^\][]{1,200})\]\]/g, (_, url: string, text: string) => `[${text}](${url})`);
  });
}
