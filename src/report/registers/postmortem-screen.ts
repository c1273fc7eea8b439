import pc from 'picocolors';
import { column, cut, plainText } from '../../lib/plain-text.ts';
import type { PostmortemsJson } from './contract.ts';
import type { Screen } from './debt-screen.ts';

const mostRows = 30;
const none =
  'No postmortem was found. Begin one: opsex postmortem new "Payments fail" --date 2026-06-05 --severity SEV1\nForms that nobody has filled in do not count.\n';

/** Each review with what is missing in it. */
export function postmortemScreen(json: PostmortemsJson, { colour, columns }: Screen): string {
  if (json.postmortems.length === 0) return none;
  const paint = pc.createColors(colour);
  const width = Math.min(120, Math.max(60, columns));
  const full = json.postmortems.filter(({ valid }) => valid).length;
  const rows = json.postmortems.slice(0, mostRows).map(review => {
    const gaps = review.gaps.length === 0 ? 'complete' : review.gaps.join(', ');
    const line = cut(
      `${review.valid ? '✓' : '✗'} ${column(review.date || 'no date', 11)} ${column(nameIn(review.path), 40)} ${plainText(gaps)}`,
      width,
    );
    return review.valid ? (review.gaps.length === 0 ? paint.green(line) : line) : paint.red(line);
  });
  const more = json.postmortems.length > mostRows ? [paint.dim(`and ${json.postmortems.length - mostRows} more (--json)`)] : [];
  const template = json.template ? `template ${json.template}` : 'no template: opsex postmortem new writes one';
  return `${[`${paint.bold(`${json.postmortems.length} postmortems`)}, ${full} full · ${plainText(template)}`, ...rows, ...more].join('\n')}\n`;
}

/** What is still to be done, and what came again. */
export function actionScreen({ actions, repeats, postmortems }: PostmortemsJson, { colour, columns }: Screen): string {
  if (postmortems.length === 0) return none;
  const paint = pc.createColors(colour);
  const width = Math.min(120, Math.max(60, columns));
  const overdue = actions.open.filter(each => each.overdue).length;
  const share =
    actions.completion === null
      ? 'none is due yet'
      : `${actions.done} of ${actions.due} due actions done, ${Math.round(actions.completion * 100)} %`;
  const rows = actions.open.slice(0, mostRows).map(({ path, line, text, due, owned, overdue: isLate }) => {
    const place = `${nameIn(path)}:${line}`;
    const row = `${isLate ? '!' : ' '} ${column(due || 'no date', 11)} ${column(place, 40)} ${cut(plainText(text), width - (owned ? 56 : 67))}${owned ? '' : ' (no owner)'}`;
    return isLate ? paint.red(cut(row, width)) : cut(row, width);
  });
  const more = actions.open.length > mostRows ? [paint.dim(`and ${actions.open.length - mostRows} more (--json)`)] : [];
  const again = repeats.map(({ cause, paths }) =>
    paint.yellow(cut(plainText(`↻ ${cause}: ${paths.length} incidents (${paths.map(nameIn).join(', ')})`), width)),
  );
  return `${[`${paint.bold(share)} · ${actions.open.length} open, ${overdue} overdue`, ...rows, ...more, ...again].join('\n')}\n`;
}

/** The name of the file: the folder is the same for all. */
function nameIn(path: string): string {
  return plainText(path.slice(path.lastIndexOf('/') + 1));
}
