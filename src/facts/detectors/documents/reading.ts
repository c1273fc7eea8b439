import { parseDocument } from '../../../lib/markdown.ts';
import type { Fence, Section, TextDocument } from '../../../lib/text-document.ts';
import type { SourceFile } from '../../source-file.ts';

/** Endings of documents for people. */
export const documentExtensions: readonly string[] = ['.md', '.mdx', '.markdown', '.adoc', '.asciidoc', '.rst', '.org', '.md.erb'];

export function documentOf(file: SourceFile): TextDocument {
  const extension = /\.[a-z]+$/.exec(file.name.replace(/\.erb$/i, '').toLowerCase())?.[0];
  return file.parsed('document', text => parseDocument(text, extension));
}

/** The headings of a text, found without parsing it: a cheap look whether parsing is worth it. */
export function headingsIn(text: string): readonly string[] {
  const lines = text.split('\n', 20_000);
  return lines.filter((line, index) => {
    if (line.length > 200) return false;
    return /^(?:#{1,6}|={2,6}|\*{1,5}) /.test(line) || (line.trim() !== '' && /^([=~^"'*+#-])\1{2,}\s*$/.test(lines[index + 1] ?? ''));
  });
}

export function isIndex(name: string): boolean {
  return /^(?:readme|index|_index|contents|toc|summary)\./i.test(name);
}

export function isTemplateName(name: string): boolean {
  return /(?:^|[-_. ])(?:template|skeleton|example|vorlage|mustervorlage|boilerplate|mod[èe]le|gabarit|plantilla|modelo|sjabloon|mal|mall|шаблон)s?(?:[-_. ]|$)/i.test(
    name,
  );
}

const question = /^(?:[^.!?]|\.(?=\S)){8,300}\?/;

/** A model, a checklist or a list of frequent questions asks whether something is there; it does not say that it is. */
export function isQuestionnaire(document: TextDocument): boolean {
  const told = document.sections.filter(section => section.lines.length > 0);
  const asking = told.filter(section => question.test(section.lines[0]?.text ?? ''));
  return asking.length >= 5 && asking.length * 3 >= told.length;
}

const shells = new Set([
  'sh',
  'bash',
  'shell',
  'zsh',
  'console',
  'shell-session',
  'powershell',
  'ps1',
  'pwsh',
  'sql',
  'promql',
  'logql',
  'kusto',
  'fish',
]);
const commandLine =
  /^\s*(?:[$>#] )?(?:sudo |[A-Z_]+=\S+ )*(?:kubectl|oc|aws|gcloud|az|terraform|terragrunt|tofu|docker|psql|mysql|curl|ssh|helm|make|cf|git|systemctl|journalctl|rails|bin\/|\.\/|bundle|npm|python|flux|argocd|vault|pg_dump|pg_restore|redis-cli|ansible-playbook|select|bq|gsutil|konduit)/im;

/** A fence that somebody can run. */
export function isCommand(fence: Fence): boolean {
  return shells.has(fence.language) || (/^(?:|text|txt|plaintext)$/.test(fence.language) && commandLine.test(fence.text));
}

export interface Procedure {
  readonly steps: number;
  readonly commands: number;
}

/** The ordered steps and the commands; numbered headings (`Step 2`, `3. Verify`) are steps, too. */
export function procedureIn(sections: readonly Section[]): Procedure {
  const items = sections.reduce((sum, section) => sum + section.items.filter(item => item.ordered).length, 0);
  const headings = sections.filter(section =>
    /^(?:step\s*\d|\d{1,2}[.):]?\s|§\d|(?:schritt|étape|paso|steg|stap|passo|крок)\s*\d)/i.test(section.title),
  ).length;
  return { steps: items + headings, commands: sections.reduce((sum, section) => sum + section.fences.filter(isCommand).length, 0) };
}

const placeholder =
  /\b(?:TODO|TBD|FIXME)\b|\blorem ipsum\b|<(?:service|team|name|date)[ _-]?(?:name)?>|\[(?:service|team|date|debt|your|insert)[ _A-Za-z]*\]/gi;

/** Placeholders dominate: a form that nobody has filled in. */
export function isPlaceholder(document: TextDocument, words: number): boolean {
  const found = document.sections.reduce(
    (sum, section) => sum + section.lines.reduce((count, line) => count + (line.text.match(placeholder)?.length ?? 0), 0),
    0,
  );
  return found >= 3 && found * 20 > words;
}
