import type { Known } from '../../../model/fact.ts';

/**
 * Whether a step or job with this condition of GitHub Actions runs when the schedule fires: `unknown` when a variable of the
 * repository or an input decides. Conditions on earlier results (`steps`, `needs`, `failure()`) do not count against it.
 */
export function runsOnSchedule(condition: string): Known {
  const text = condition.trim().replace(/^\$\{\{([\s\S]*)\}\}$/, '$1');
  return text === '' ? 'yes' : anyOf(split(text, '||').map(part => allOf(split(part, '&&').map(atom))));
}

function atom(text: string): Known {
  const inner = text.trim();
  if (inner.startsWith('(') && inner.endsWith(')') && closesAtEnd(inner)) return runsOnSchedule(inner.slice(1, -1));
  if (/^(?:false|'')$/.test(inner)) return 'no';
  const [, operator, event] = /^github\.event_name\s*([=!]=)\s*['"](\w+)['"]$/.exec(inner) ?? [];
  if (operator) return (event === 'schedule') === (operator === '==') ? 'yes' : 'no';
  // these parts of the event are absent when a schedule fires
  if (/^github\.event\.(?:pull_request|inputs|ref|head_commit|issue|label|action)\b[^!]*(?:==.*)?$/.test(inner)) return 'no';
  if (/^github\.(?:head_ref|base_ref)\s*==\s*['"][^'"]+['"]$/.test(inner)) return 'no';
  if (/\b(?:vars|secrets|inputs|env)\./.test(inner)) return 'unknown';
  return 'yes';
}

function allOf(parts: readonly Known[]): Known {
  return parts.includes('no') ? 'no' : parts.includes('unknown') ? 'unknown' : 'yes';
}

function anyOf(parts: readonly Known[]): Known {
  return parts.includes('yes') ? 'yes' : parts.includes('unknown') ? 'unknown' : 'no';
}

/** Splits at an operator that stands outside parentheses and quotes. */
function split(text: string, operator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let start = 0;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === "'") quoted = !quoted;
    if (quoted) continue;
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (depth === 0 && text.startsWith(operator, at)) {
      parts.push(text.slice(start, at));
      start = at + operator.length;
    }
  }
  return [...parts, text.slice(start)];
}

function closesAtEnd(text: string): boolean {
  let depth = 0;
  for (const [at, char] of [...text].entries()) {
    if (char === '(') depth++;
    if (char === ')' && --depth === 0) return at === text.length - 1;
  }
  return false;
}
