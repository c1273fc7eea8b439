import { InvalidArgumentError, Option } from 'commander';
import { writeResult } from './output.ts';

export interface Also<Format extends string = string> {
  readonly format: Format;
  readonly file: string;
}

/** `--also sarif=opsex.sarif`, as often as wanted: one run, several documents. */
export function alsoOption<Format extends string>(formats: readonly Format[]): Option {
  return new Option('--also <format=file>', 'write it in another format as well; may be given several times')
    .argParser<readonly Also<Format>[]>((value, earlier) => [...earlier, read(value, formats)])
    .default([], 'none');
}

function read<Format extends string>(value: string, formats: readonly Format[]): Also<Format> {
  const [name = '', ...rest] = value.split('=');
  const file = rest.join('=');
  const format = formats.find(known => known === name);
  if (format && file !== '') return { format, file };
  throw new InvalidArgumentError(`Write for instance sarif=opsex.sarif. Formats: ${formats.join(', ')}.`);
}

export async function writeAlso<Format extends string>(
  wanted: readonly Also<Format>[],
  render: (format: Format, file: string) => Promise<string>,
): Promise<void> {
  for (const { format, file } of wanted) writeResult(await render(format, file), file);
}
