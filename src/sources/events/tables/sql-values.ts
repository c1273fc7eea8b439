import {
  failureWords,
  kindWords,
  noWords,
  numberedSeverity,
  severityWords,
  successWords,
  unfinishedWords,
  yesWords,
} from '../words.data.ts';

/** A text as SQL writes it. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The form in which words are looked up, as `plainWord` makes it. */
function plain(raw: string): string {
  return `regexp_replace(lower(${raw}), '[_-]+', ' ', 'g')`;
}

function isOneOf(raw: string, words: readonly string[]): string {
  return `${plain(raw)} in (${words.map(literal).join(', ')})`;
}

/** What words in lower case mean, however they are joined: `rolled back`, `rolled-back`, `rolled_back`. */
export function wordMeanings(field: 'status' | 'kind'): readonly (readonly [word: string, meaning: string])[] {
  const lists = field === 'kind' ? kindWords : { success: successWords, failure: failureWords, none: unfinishedWords };
  return Object.entries(lists).flatMap(([meaning, words]) =>
    words.flatMap(word => [...new Set([' ', '_', '-'].map(joint => word.replaceAll(' ', joint)))].map(each => [each, meaning] as const)),
  );
}

export function severitySql(raw: string): string {
  const number = `try_cast(regexp_extract(${plain(raw)}, ${literal(numberedSeverity)}, 1) as integer)`;
  const words = severityWords.map(([word, severity]) => `when ${literal(word)} then ${severity}`).join(' ');
  return `coalesce(case when ${number} = 0 then 1 else ${number} end, case ${plain(raw)} ${words} end)`;
}

export function flagSql(raw: string): string {
  return `case when ${isOneOf(raw, yesWords)} then true when ${isOneOf(raw, noWords)} then false end`;
}
