import type { TextDocument } from '../../../lib/text-document.ts';
import { type FactDraft, fact } from '../../../model/fact.ts';
import { datesIn } from '../documents/dates.ts';
import { phrases } from '../documents/phrases.ts';
import { bans, freezeNames, recurringWords, ruleWords } from './freeze.data.ts';

const change = '(?:change|code|deploy|deployment|deployments|release|production|holiday|christmas|year-end)';
const named = new RegExp(`\\b${change}[ -]freezes?\\b|\\bfreeze (?:periods?|windows?|calendar)\\b|${phrases(freezeNames).source}`, 'i');
const act = '(?:deploy(?:s|ing|ments?)?|releas(?:e|es|ing)|ship(?:ping)?|roll(?:ing)? out)';
const time =
  '(?:fridays?|weekends?|holidays?|christmas|evenings?|nights?|during|business hours|black friday|end of (?:the )?(?:month|quarter|year))';
const forbidden = new RegExp(`\\b(?:no|avoid|never|do not|don't|must not|should not|shouldn't) ${act}\\b[^.\\n]{0,60}\\b${time}\\b`, 'i');
const rule = /\b(?:no|not|avoid|must|never|only|from|until|between|during|each|every|begins?|starts?|ends?|period|window)\b/i;
const foreignRule = phrases(ruleWords);
const foreignBans = bans.map(({ forbid, times }) => new RegExp(`${phrases(forbid).source}[^.\\n]{0,60}${phrases(times).source}`, 'i'));
const recurring = /friday|weekend|evening|night|every|each|annual|christmas|holiday|during|quarter|month end|season/i;
const foreignRecurring = phrases(recurringWords);

/** A cheap look at the text before it is parsed. */
export function mentionsFreeze(text: string): boolean {
  const start = text.slice(0, 400_000);
  return named.test(start) || forbids(start);
}

function forbids(text: string): boolean {
  return forbidden.test(text) || foreignBans.some(ban => ban.test(text));
}

function rules(text: string): boolean {
  return rule.test(text) || foreignRule.test(text);
}

/**
 * The first line that rules when changes must not go out. The name of a freeze alone is no rule: it needs words of time or of duty.
 */
export function freezeIn(document: TextDocument): FactDraft<'change.freeze'> | undefined {
  for (const section of document.sections) {
    const inTitle = section.depth > 0 && named.test(section.title) && section.lines.some(line => rules(line.text));
    const line = section.lines.find(({ text }) => forbids(text) || (named.test(text) && rules(text.replace(named, ''))));
    if (!inTitle && !line) continue;
    const lines = inTitle ? section.lines.map(({ text }) => text) : [line?.text ?? ''];
    const dates = lines.flatMap(text => datesIn(text)).sort();
    const fields = {
      tool: 'document',
      via: 'document',
      lastDay: dates[dates.length - 1] ?? '',
      recurring: dates.length === 0 && lines.some(text => recurring.test(text) || foreignRecurring.test(text)),
    } as const;
    return fact('change.freeze', fields, { line: inTitle ? section.line : (line?.line ?? section.line) });
  }
  return undefined;
}
