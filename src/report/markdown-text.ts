import { plainText } from '../lib/plain-text.ts';

/** Text from outside cannot start markup, HTML, a link or a mention: forges look for addresses and names in what is rendered. */
export function literal(text: string): string {
  return plainText(text)
    .replace(/[\\`*_{}[\]<>()#|!~@&]/g, character => `\\${character}`)
    .replace(/:(?=\/\/)|@|\bwww(?=\.)/gi, '$&\u200b');
}

/** Inline code that no backtick inside can end. */
export function code(text: string): string {
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map(run => run.length));
  const fence = '`'.repeat(longest + 1);
  return longest > 0 ? `${fence} ${plainText(text)} ${fence}` : `${fence}${plainText(text)}${fence}`;
}
