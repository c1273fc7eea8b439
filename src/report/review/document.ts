/** A document that is written as Markdown and as HTML. Texts are plain: each writer escapes them. */
export type Block =
  | { readonly heading: string }
  | { readonly text: string }
  | { readonly list: readonly string[] }
  | { readonly table: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] } }
  | { readonly chart: readonly (number | null)[]; readonly label: string };

export interface ReviewDocument {
  readonly title: string;
  readonly blocks: readonly Block[];
}
