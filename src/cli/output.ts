import { writeFileSync } from 'node:fs';
import { UserError } from '../lib/user-error.ts';

/** Writes the result to standard output, or to a file when one is named. */
export function writeResult(text: string, file: string | undefined): void {
  if (file === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new UserError(
      `${file} cannot be written (${(error as NodeJS.ErrnoException).code})`,
      'Name a file in a folder that exists and that you may write to',
    );
  }
}

export function wantsColour(file: string | undefined): boolean {
  if (process.env.NO_COLOR) return false;
  if (process.env.FORCE_COLOR) return true;
  return file === undefined && process.stdout.isTTY === true && process.env.TERM !== 'dumb';
}

export function terminalColumns(): number {
  return process.stdout.columns ?? 100;
}

/** Shows progress on standard error, from one second on, and only on a terminal. Call the returned function when done. */
export function showProgress(): { readonly report: (text: string) => void; readonly done: () => void } {
  if (process.stderr.isTTY !== true) return { report: () => {}, done: () => {} };
  const start = Date.now();
  let shown = false;
  const report = (text: string) => {
    if (Date.now() - start < 1000) return;
    process.stderr.write(`\r\u001b[K${text} …`);
    shown = true;
  };
  return { report, done: () => shown && process.stderr.write('\r\u001b[K') };
}
