/**
 * Rewrites other markup languages line by line into Markdown, so that line numbers stay true. Headings, lists and code survive;
 * finer markup does not matter to readers of structure.
 */
export function asMarkdown(text: string, extension: string): string {
  const lines = text.split('\n');
  if (/^\.(?:adoc|asciidoc)$/.test(extension)) return fromAsciiDoc(lines).join('\n');
  if (extension === '.rst') return fromReStructuredText(lines).join('\n');
  if (extension === '.org') return fromOrg(lines).join('\n');
  return text;
}

function fromAsciiDoc(lines: readonly string[]): string[] {
  let code = false;
  return lines.map(line => {
    if (/^(?:-{4,}|\.{4,})\s*$/.test(line)) {
      code = !code;
      return '```';
    }
    if (code) return line;
    if (line.startsWith('//') || /^\[[^\]]*\]\s*$/.test(line) || /^:[\w-]+:/.test(line)) return '';
    return line
      .replace(/^(={1,6})\s+/, (_, signs: string) => `${'#'.repeat(signs.length)} `)
      .replace(/^(\.{1,4})\s+/, (_, dots: string) => `${'   '.repeat(dots.length - 1)}1. `)
      .replace(/^\* \[( |x|\*)\]/, (_, mark: string) => `- [${mark === ' ' ? ' ' : 'x'}]`);
  });
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
  return result.map(line => line.replace(/^(\s*)#\. /, (_, indent: string) => `${indent}1. `));
}

/** A literal block begins after `::` and lasts as long as its lines are indented; the blank lines around it become fences. */
function withFences(lines: readonly string[]): string[] {
  const result = [...lines];
  let inside = false;
  let wanted = false;
  for (const [index, line] of lines.entries()) {
    const blank = line.trim() === '';
    const directive = /^\s*\.\. (?:code-block|code|sourcecode):: ?(\S*)/.exec(line);
    if (inside && !blank && !/^\s{2,}/.test(line)) {
      result[index - 1] = '```';
      inside = false;
    }
    if (inside) result[index] = line.replace(/^ {2,4}/, '').trimEnd();
    else if (directive) {
      result[index] = `\`\`\`${directive[1]}`;
      inside = true;
    } else if (wanted && blank) {
      result[index] = '```';
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
    return line.replace(/^(\*{1,6}) /, (_, stars: string) => `${'#'.repeat(stars.length)} `);
  });
}
