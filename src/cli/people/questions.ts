import { UserError } from '../../lib/user-error.ts';

/** Somebody left an interview. What was answered before is kept. */
export class Left extends UserError {
  constructor() {
    super('left', 'What was answered is kept; run the same command again to go on');
  }
}

export function canAsk(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

interface Text {
  readonly message: string;
  /** Taken when nothing is written. */
  readonly otherwise?: string;
  readonly placeholder?: string;
  /** Why an answer will not do. */
  readonly refuse?: (value: string) => string | undefined;
}

/** Asks for a line of text on the terminal. Throws `Left` when the person leaves. */
export async function askText({ message, otherwise, placeholder = otherwise, refuse }: Text): Promise<string> {
  const { text } = await prompts();
  const answer = answered(
    await text({
      message,
      output: process.stderr,
      ...(placeholder === undefined ? {} : { placeholder }),
      ...(otherwise === undefined ? {} : { defaultValue: otherwise }),
      validate: value => refuse?.(value?.trim() || (otherwise ?? '')),
    }),
  );
  return (answer ?? otherwise ?? '').trim(); // nothing comes back where nothing is written
}

export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
}

export async function askChoice<Value extends string>(message: string, choices: readonly Choice<Value>[]): Promise<Value> {
  const { select } = await prompts();
  const options = choices.map(({ value, label, hint }) => ({ value: value as string, label, ...(hint === undefined ? {} : { hint }) }));
  return answered(await select<string>({ message, options, output: process.stderr })) as Value;
}

export async function say(text: string): Promise<void> {
  const { log } = await prompts();
  log.message(text, { output: process.stderr });
}

function answered<T>(value: T): Exclude<T, symbol> {
  if (typeof value === 'symbol') throw new Left();
  return value as Exclude<T, symbol>;
}

function prompts() {
  return import('@clack/prompts');
}
