import { parseJson } from '../../../lib/json.ts';
import type { Tree } from '../../../lib/tree.ts';
import type { SourceFile } from '../../source-file.ts';

const mostPipelines = 200;

/** The pipelines of a file: one by itself, or the list of a Dinghy file. */
export function pipelinesOf(file: SourceFile): readonly Tree[] {
  const tree = file.name === 'dinghyfile' ? file.parsed('dinghy', text => parseJson(withoutTemplates(text)).tree) : file.json();
  const pipelines = tree?.has('pipelines') ? tree.list('pipelines') : (tree?.list() ?? []);
  return pipelines.filter(each => each.list('stages').some(stage => stage.has('type') && stage.has('refId'))).slice(0, mostPipelines);
}

/** Dinghy fills in templates before it reads JSON: in a text they become blanks, elsewhere `null`. */
function withoutTemplates(text: string): string {
  return text
    .split('\n')
    .map(line =>
      line.replace(/\{\{[^{}]{0,500}\}\}/g, (part, at: number) =>
        (isInText(line, at) ? '_' : 'null').padEnd(part.length, isInText(line, at) ? '_' : ' '),
      ),
    )
    .join('\n');
}

function isInText(line: string, at: number): boolean {
  return ((line.slice(0, at).match(/(?<!\\)"/g) ?? []).length & 1) === 1;
}
