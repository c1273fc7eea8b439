import type { Command } from 'commander';
import { plainText } from '../lib/plain-text.ts';
import type { Assessment } from '../model/assessment.ts';
import { writeResult } from './output.ts';
import { foundIn, unanswered } from './people/open-questions.ts';
import { canAsk, Left } from './people/questions.ts';
import { runAssessment } from './run-assessment.ts';
import { type EditableSettings, openToEdit, saveSettings } from './settings-edit.ts';
import { openSettings } from './settings-source.ts';
import { cacheHelp, configOption } from './shared-options.ts';

interface Options {
  readonly input: boolean;
  readonly cache: boolean;
  readonly model?: string;
  readonly config?: string;
}

export function addInit(program: Command): void {
  program
    .command('init')
    .summary('write a first opsex.yaml from what is found, and ask what files cannot show')
    .argument('[path]', 'folder of the repository', '.')
    .option('--no-input', 'ask nothing: write only what is found')
    .addOption(configOption())
    .option('--model <path>', 'the model in this folder or file instead of WAF++ Operational Excellence')
    .option('--no-cache', cacheHelp)
    .addHelpText(
      'after',
      '\nThe interview can be left at any time (Ctrl-C): every answer is kept at once, and the next "opsex init" goes on.',
    )
    .action(init);
}

async function init(path: string, options: Options): Promise<void> {
  const file = openToEdit(path, options.config);
  const assess = () => runAssessment(path, { ...options, events: false });
  const asks = options.input && canAsk();
  if (file.text !== undefined && !asks) {
    process.stderr.write(
      `opsex: ${plainText(file.shown)} is there already: nothing was written${options.input ? ', as there is no terminal to ask on' : ''}\n`,
    );
    return;
  }
  const begun = file.text === undefined ? await begin(file, await assess()) : file.text;
  if (options.input && !asks) process.stderr.write('opsex: there is no terminal to ask on: only what was found was written\n');
  if (!asks) return writeResult(outcome(file, await assess(), path), undefined);
  await interview(file, begun, path, options, assess);
  writeResult(outcome(file, await assess(), path), undefined);
}

async function begin(file: EditableSettings, assessment: Assessment): Promise<string> {
  const { firstSettings } = await import('../config/first-settings.ts');
  const text = firstSettings(foundIn(assessment));
  await saveSettings(file, text);
  return text;
}

/** Whoever leaves has not failed. */
async function interview(
  file: EditableSettings,
  begun: string,
  path: string,
  options: Options,
  assess: () => Promise<Assessment>,
): Promise<void> {
  const { holdInterview } = await import('./people/interview.ts');
  let text = begun;
  const keep = async (changed: string) => {
    await saveSettings(file, changed);
    text = changed;
  };
  try {
    await holdInterview({ path, assess, keep, text: () => text, settings: () => openSettings(path, options.config) });
  } catch (error) {
    if (!(error instanceof Left)) throw error;
    process.stderr.write(
      `\nLeft. Every answer is kept in ${plainText(file.shown)}; go on with: opsex init${path === '.' ? '' : ` ${plainText(path)}`}\n\n`,
    );
  }
}

function outcome({ shown }: EditableSettings, assessment: Assessment, path: string): string {
  const { levels, workload } = assessment;
  const { level } = levels.overall;
  const asked = path === '.' ? '' : ` ${plainText(path)}`;
  const left = unanswered(assessment).length;
  const span = !level
    ? 'no level'
    : level.proven === level.possible
      ? `level ${level.proven}`
      : `level ${level.proven} proven, ${level.possible} possible`;
  return [
    plainText(`${shown} of ${workload.name}: ${span}`),
    ...(left > 0
      ? [`${left} ${left === 1 ? 'question waits' : 'questions wait'} for people: opsex init${asked}, or opsex attest CRITERION${asked}`]
      : []),
    `The way up: opsex plan${asked}`,
    '',
  ].join('\n');
}
