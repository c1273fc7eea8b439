import { riskPrompts, rollbackPrompts } from './change-template.data.ts';

/** What a template asks the author: a heading, a checkbox, a question, or a bold label. */
export interface Prompt {
  readonly text: string;
  readonly line: number;
  readonly checkbox: boolean;
}

/** Running text, comments and code in a template are instructions or samples and ask nothing. */
export function promptsOf(markdown: string): readonly Prompt[] {
  const prompts: Prompt[] = [];
  let fenced = false;
  for (const [index, raw] of withoutComments(markdown).split('\n').entries()) {
    const line = raw.trim();
    if (/^(?:```|~~~)/.test(line)) fenced = !fenced;
    else if (!fenced && isPrompt(line)) prompts.push({ text: line.slice(0, 500), line: index + 1, checkbox: checkbox.test(line) });
  }
  return prompts;
}

const checkbox = /^(?:[-*+]|\d+\.)\s+\[[ xX]\]/;

function isPrompt(line: string): boolean {
  return (
    line.startsWith('#') ||
    checkbox.test(line) ||
    line.endsWith('?') ||
    /^(?:[-*+]\s+)?(?:\*\*|__)[^*_]+(?:\*\*|__)/.test(line) ||
    /^\|/.test(line)
  );
}

/** Keeps the line numbers. An unclosed comment hides the rest. */
function withoutComments(markdown: string): string {
  let text = '';
  let at = 0;
  while (at < markdown.length) {
    const start = markdown.indexOf('<!--', at);
    if (start === -1) break;
    const end = markdown.indexOf('-->', start);
    const comment = markdown.slice(start, end === -1 ? undefined : end + 3);
    text += markdown.slice(at, start) + comment.replace(/[^\n]/g, '');
    at = start + comment.length;
  }
  return text + markdown.slice(at);
}

/** The first prompt that asks for the risk of the change, and the first that asks how to take it back. */
export function asksFor<P extends { readonly text: string }>(
  prompts: readonly P[],
): { readonly risk: P | undefined; readonly rollback: P | undefined } {
  return {
    risk: prompts.find(({ text }) => riskPrompts.some(pattern => pattern.test(text))),
    rollback: prompts.find(({ text }) => rollbackPrompts.some(pattern => pattern.test(text))),
  };
}
