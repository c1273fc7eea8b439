import { basename } from 'node:path';
import type { Command } from 'commander';
import { plainText } from '../lib/plain-text.ts';
import type { OwnDetector } from '../model/own-detector.ts';
import { writeResult } from './output.ts';
import { openDetectors } from './settings-source.ts';

interface Options {
  readonly on?: string;
  readonly output?: string;
}

const exampleFails = 1;

export function addDetector(program: Command): void {
  const command = program.command('detector').summary('try out detectors that are written as data');
  command
    .command('test')
    .summary('run the examples of a file of detectors, and show what each finds in a repository')
    .argument('<file>', 'a file of detectors, or an opsex.yaml')
    .option('--on <path>', 'also run them over this folder')
    .option('-o, --output <file>', 'write to a file instead of standard output')
    .action(async (file: string, options: Options) => {
      const detectors = await openDetectors(file);
      const { prepareOwnDetectors } = await import('../facts/own-detectors/own-detector.ts');
      const { prepareHcl } = await import('../lib/hcl.ts');
      await Promise.all([prepareOwnDetectors(detectors), prepareHcl()]);
      const { runExamples, runOn } = await import('./detector-trial.ts');
      const examples = detectors.map(runExamples);
      const found = options.on === undefined ? undefined : await runOn(detectors, options.on);
      const blocks = detectors.map((detector, index) => block(detector, examples[index]?.lines ?? [], found?.[index] ?? []));
      const failed = examples.reduce((sum, each) => sum + each.failed, 0);
      const passed = examples.reduce((sum, each) => sum + each.passed, 0);
      writeResult(`${[...blocks, `${basename(file)}: ${passed} examples passed, ${failed} failed`].join('\n\n')}\n`, options.output);
      if (failed > 0) process.exitCode = exampleFails;
    });
}

function block({ id, title, fact }: OwnDetector, examples: readonly string[], found: readonly string[]): string {
  const lines = [`${id} · ${title} · yields ${fact.kind}`, ...examples.map(line => `  ${line}`), ...found.map(line => `  ${line}`)];
  return lines.map(plainText).join('\n');
}
