import type { Tree } from '../../../lib/tree.ts';
import { wordsOf } from '../../production.ts';
import { found, percent, type SloFinding } from './slo-documents.ts';

const objectiveKeys = ['objective', 'target', 'goal', 'slo'];
const windowKeys = ['window', 'period', 'time_window', 'timeWindow', 'rolling_period', 'rolling_window', 'rollingPeriod'];
const measureKeys = ['metric', 'sli', 'indicator', 'query', 'queries', 'good_events', 'good_query', 'expr', 'error_query', 'ratio'];

/** Whether a file says by its name that it holds objectives: the word, not letters inside `slow` or `slot`. */
export function isNamedSlo(name: string): boolean {
  const words = wordsOf(name.replace(/\.\w+$/, ''));
  return words.includes('slo') || words.includes('slos') || /service-?_?level-?_?objective/i.test(name);
}

/** Objectives in a file of a team's own format: anything with an objective in percent and a window. */
export function* writtenSlos(document: Tree): Generator<SloFinding> {
  for (const node of document.walk()) {
    if (node.kind !== 'map') continue;
    const window = windowKeys.map(key => node.text(key)).find(text => text !== undefined);
    const objective = objectiveKeys.map(key => percentIn(node.text(key))).find(value => value > 0);
    if (window === undefined || objective === undefined || !/\d+ ?(?:d|w|h|m|days?|weeks?|months?)\b|^\d+$/i.test(window)) continue;
    yield found(node, 'file', node.text('name') ?? node.text('id'), objective, {
      window,
      alerting: 'unknown',
      measured: measureKeys.some(key => node.has(key)) ? 'yes' : 'unknown',
    });
  }
}

function percentIn(text: string | undefined): number {
  return text === undefined ? 0 : percent(Number(text.replace(/\s*%$/, '')));
}

/** Objectives in a table of a document: a heading row that names them, rows with a percentage. */
export function* tabledSlos(text: string): Generator<SloFinding> {
  let inTable = false;
  let number = 0;
  for (const line of text.split('\n')) {
    number++;
    if (!line.trimStart().startsWith('|')) inTable = false;
    else if (/\b(?:slo|objective|target)\b/i.test(line) && !/\d%/.test(line)) inTable = true;
    else if (inTable) {
      const objective = /(?:^|[^\d.])(\d{2,3}(?:\.\d{1,5})?) ?%/.exec(line)?.[1];
      const cells = line.split('|').map(cell => cell.trim().replace(/[*`]/g, ''));
      if (objective === undefined || Number(objective) < 50) continue;
      const window = cells.find(cell => /^\d+ ?(?:d|days?|weeks?|months?)$/i.test(cell)) ?? '';
      yield {
        is: 'slo',
        line: number,
        address: '',
        fields: { tool: 'document', name: cells[1] ?? '', objective: percent(Number(objective)), window, measured: 'no' },
      };
    }
  }
}
