/** A file that does not exist yet, as a unified diff that `git apply` and `patch` take. */
export function newFileDiff(path: string, text: string): string {
  const ended = text.endsWith('\n');
  const lines = (ended ? text.slice(0, -1) : text).split('\n');
  const head = [`--- /dev/null`, `+++ b/${path}`, `@@ -0,0 +1${lines.length === 1 ? '' : `,${lines.length}`} @@`];
  return `${[...head, ...lines.map(line => `+${line}`), ...(ended ? [] : ['\\ No newline at end of file'])].join('\n')}\n`;
}
