import type { Command } from 'commander';
import { plainJson, plainText } from '../lib/plain-text.ts';
import { lintModel } from '../model/lint.ts';
import { renderModelDocs } from '../report/model-docs.ts';
import { renderModelShow } from '../report/model-show.ts';
import { openModel, tryModel } from './model-source.ts';
import { writeResult } from './output.ts';

interface Options {
  readonly model?: string;
  readonly json?: boolean;
  readonly output?: string;
}

const wrongUse = 2;

export function addModel(program: Command): void {
  const model = program.command('model').summary('show, check or document a model');
  own(model.command('show').summary('list controls and criteria by level'))
    .option('--json', 'print the whole model as data')
    .action(async (options: Options) => {
      const opened = await openModel(options.model);
      writeResult(options.json ? `${plainJson(opened)}\n` : renderModelShow(opened), options.output);
    });
  own(model.command('docs').summary('write the model as a Markdown reference')).action(async (options: Options) => {
    writeResult(renderModelDocs(await openModel(options.model)), options.output);
  });
  own(model.command('lint').summary('check a model: keys, ids, references, conditions, and what is probably not meant')).action(lint);
}

function own(command: Command): Command {
  return command
    .option('--model <path>', 'the model in this folder or file instead of WAF++ Operational Excellence')
    .option('-o, --output <file>', 'write to a file instead of standard output');
}

/** Problems make the model unusable and end with code 2; advice does not. */
async function lint(options: Options): Promise<void> {
  const loaded = await tryModel(options.model);
  if ('problems' in loaded) {
    const lines = loaded.problems.map(({ path, line, message }) => plainText(`${path}:${line}: ${message}`));
    writeResult(`${[...lines, `${lines.length} ${lines.length === 1 ? 'problem' : 'problems'}`].join('\n')}\n`, options.output);
    process.exitCode = wrongUse;
    return;
  }
  const { model } = loaded;
  const advice = lintModel(model).map(plainText);
  writeResult(
    `${[...advice, `${model.id} ${model.version}: ${model.criteria.length} criteria, no problem, ${advice.length} remarks`].join('\n')}\n`,
    options.output,
  );
}
