import { type Section, wordsIn } from '../../../lib/text-document.ts';

/**
 * Those who run a system of their own read of `your cluster` and of places to fill in; those who run this one know its names.
 * Some such lines, one for each 200 words, make a text one for the users of a product.
 */
export function isForOthers(sections: readonly Section[]): boolean {
  const lines = sections.flatMap(section => [...section.lines, ...section.fences]).filter(({ text }) => others.test(text)).length;
  return lines >= 2 && lines * 200 >= wordsIn(sections);
}

const others =
  /\byour (?:own )?(?:kubernetes |production |staging |existing |target )?(?:domain|servers?|clusters?|host|machine|instance|infrastructure|environments?|deployments?|installation|organi[sz]ation|company|namespace|registry|cloud|platform|setup|data ?cent(?:er|re))\b|\b(?:your|my)[-_](?:domain|server|cluster|release|namespace|app|org|company|registry|project)\b|\byourdomain\b/i;

/** Somebody is told what to do, or how it happens here: `merge the branch`, `we deploy on Mondays`, `is deployed to production`. */
export function instructs(chapter: readonly Section[]): boolean {
  if (!chapter.some(section => section.lines.some(({ text }) => english.test(text)))) return true;
  return chapter.some(section => section.lines.some(({ text }) => order.test(text) || practice.test(text)));
}

/** The phrases below are English; what is written in another language is taken as it is. */
const english = /\b(?:the|and|with|this|that)\b/i;
const verbs =
  'merge|push|run|tag|approve|create|open|trigger|click|select|press|apply|deploy|promote|release|check|verify|wait|watch|bump|edit|set|update|add|announce|ask|log in|login|make sure|ensure|start|stop|restart|go to';
const order = new RegExp(
  `^\\W*(?:\\d+[.)] )?(?:(?:then|now|first|next|finally|please|to \\w[^,]{0,60},|if \\w[^,]{0,80},|when \\w[^,]{0,80},|once \\w[^,]{0,80},|after \\w[^,]{0,80},),? )?(?:${verbs})\\b`,
  'i',
);
const practice =
  /\b(?:we|you|they|developers?|engineers?|operators?|team|pipeline|workflow|branch|merges?|merging|changes|ci|circleci|jenkins|github actions?)\b[^.]{0,60}\b(?:deploy(?:s|ed)?|merge[sd]?|push(?:e[sd])?|runs?|approve[sd]?|promotes?|releases?|tag(?:s|ged)?|appl(?:y|ies|ied))\b|\b(?:is|are|gets?|will be|must be) (?:automatically |then |also |only |manually )?(?:deployed|released|promoted|applied|rolled out|shipped)\b/i;
