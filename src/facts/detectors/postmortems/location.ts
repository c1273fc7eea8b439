import { isIndex, isTemplateName } from '../documents/reading.ts';

/** Places of reviews in other languages than English. */
const foreign =
  'vorf[äa]lle|vorfallberichte?|st[öo]rungsberichte?|nachbetrachtungen|rapports?[-_ ]d[-_ ]?incidents?|comptes?[-_ ]rendus?[-_ ]d[-_ ]?incidents?|retours?[-_ ]d[-_ ]?exp[ée]rience|informes?[-_ ]de[-_ ]incidentes?|incidencias|incidentes|hendelser|hendelsesrapport(?:er)?|avviksrapport(?:er)?|incidentrapport(?:en|er|ages)?|storingsrapport(?:en)?|relat[óo]rios?[-_ ]de[-_ ]incidentes?|інциденти|постмортеми?';

export const reviewPath = new RegExp(
  `(?:^|[/._ -])(?:post[-_ ]?mortems?|incident[-_ ]?(?:reviews?|reports?|retrospectives?)|incidents?|pirs?|rcas?|coes?|correction-of-errors?|inc-\\d[\\w-]*|${foreign})(?:[/._ -]|$)`,
  'i',
);

const folder = new RegExp(
  `^(?:post[-_ ]?mortems?|incident[-_ ]?(?:reviews?|reports?|retrospectives?)|incidents|pirs?|rcas?|coes?|correction-of-errors?|${foreign})$`,
  'i',
);
const fileName =
  /post[-_ ]?mortem|incident[-_ ]report|(?:^|[-_])rca[-_.]|^inc-?\d|st[öo]rungsbericht|vorfallbericht|rapport[-_ ]d[-_ ]?incident|compte[-_ ]rendu[-_ ]d[-_ ]?incident|informe[-_ ]de[-_ ]incidente|hendelsesrapport|incidentrapport|storingsrapport|relat[óo]rio[-_ ]de[-_ ]incidente|постмортем/i;

/** Whether a path is one of a review, of the template of reviews, or of a document about them. */
export function placeOf(path: string): 'review' | 'template' | 'about' | 'none' {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  const inFolder = folders.some(part => folder.test(part));
  if (!inFolder && !fileName.test(name)) return 'none';
  const elsewhere = folders.some(part => /^(?:plans?|planning|adrs?|decisions|rfcs?)$/i.test(part));
  if (isTemplateName(name)) return elsewhere ? 'none' : 'template';
  if (
    isIndex(name) ||
    /(?:^|[-_])(?:process|policy|guide|guidelines|howto|how-to|runbook|trends?|prozess|richtlinie|leitfaden|processus|politique|proceso|pol[íi]tica|prosess|rutine|retningslinjer|veileder|process|proces|beleid|процес)(?:[-_.]|$)/i.test(
      name,
    )
  )
    return 'about';
  return elsewhere || folders.some(part => /^runbooks?$/i.test(part)) ? 'none' : 'review';
}
