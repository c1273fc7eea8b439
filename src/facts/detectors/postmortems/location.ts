import { isIndex, isTemplateName } from '../documents/reading.ts';

export const reviewPath =
  /(?:^|[/._ -])(?:post[-_ ]?mortems?|incident[-_ ]?(?:reviews?|reports?|retrospectives?)|incidents?|pirs?|rcas?|coes?|correction-of-errors?|inc-\d[\w-]*|vorfälle|hendelser|incidencias)(?:[/._ -]|$)/i;

const folder =
  /^(?:post[-_ ]?mortems?|incident[-_ ]?(?:reviews?|reports?|retrospectives?)|incidents|pirs?|rcas?|coes?|correction-of-errors?|vorfälle|hendelser|incidencias)$/i;
const fileName = /post[-_ ]?mortem|incident[-_ ]report|(?:^|[-_])rca[-_.]|^inc-?\d/i;

/** Whether a path is one of a review, of the template of reviews, or of a document about them. */
export function placeOf(path: string): 'review' | 'template' | 'about' | 'none' {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  const inFolder = folders.some(part => folder.test(part));
  if (!inFolder && !fileName.test(name)) return 'none';
  const elsewhere = folders.some(part => /^(?:plans?|planning|adrs?|decisions|rfcs?)$/i.test(part));
  if (isTemplateName(name)) return elsewhere ? 'none' : 'template';
  if (isIndex(name) || /(?:^|[-_])(?:process|policy|guide|guidelines|howto|how-to|runbook|trends?)(?:[-_.]|$)/i.test(name)) return 'about';
  return elsewhere || folders.some(part => /^runbooks?$/i.test(part)) ? 'none' : 'review';
}
