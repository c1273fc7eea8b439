/** A text with `code` between back-quotes and [links](#id), shown as code and words. */
export function CodeText({ text }: { readonly text: string }) {
  const parts = text
    .replace(/\[([^\]]+)\]\(#[^)]*\)/g, '`$1`')
    .replaceAll('**', '')
    .split('`');
  return (
    <>
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text
          <code key={index}>{part}</code>
        ) : (
          part
        ),
      )}
    </>
  );
}
