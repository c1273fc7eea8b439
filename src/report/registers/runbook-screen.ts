import pc from 'picocolors';
import { column, cut, plainText } from '../../lib/plain-text.ts';
import type { RunbooksJson } from './contract.ts';
import type { Screen } from './debt-screen.ts';

type Paint = ReturnType<typeof pc.createColors>;
const mostRows = 15;

/** Coverage first, then what to mend, the weakest runbook first. */
export function runbookScreen(json: RunbooksJson, { colour, columns }: Screen): string {
  const paint = pc.createColors(colour);
  const width = Math.min(120, Math.max(60, columns));
  const enough = json.runbooks.filter(({ sufficient }) => sufficient).length;
  const stale = json.runbooks.filter(each => each.stale).length;
  const broken = json.runbooks.reduce((sum, each) => sum + each.broken.length, 0);
  const head = [
    `${enough} of ${json.runbooks.length} runbooks count`,
    `${stale} stale`,
    `${broken} broken ${broken === 1 ? 'link' : 'links'}`,
  ];
  return `${[paint.bold(head.join(' · ')), ...coverage(json, width, paint), ...runbookRows(json, width, paint), ...linkRows(json, width, paint)].join('\n')}\n`;
}

function coverage({ services, alerts }: RunbooksJson, width: number, paint: Paint): readonly string[] {
  const bare = services.filter(({ runbook }) => runbook === null).map(({ name }) => name);
  const linked = alerts.filter(({ runbook }) => runbook === 'linked').length;
  const open = alerts.filter(({ runbook }) => runbook === 'none' || runbook === 'placeholder' || runbook === 'broken');
  const line = (label: string, have: number, of: number, without: readonly string[]) => {
    const list = without.slice(0, 5).join(', ');
    const more = without.length > 5 ? ` +${without.length - 5}` : '';
    const text = `${column(label, 15)} ${have} of ${of}${without.length > 0 ? ` · without: ${list}${more}` : ''}`;
    return without.length > 0 ? paint.yellow(cut(plainText(text), width)) : cut(text, width);
  };
  return [
    ...(services.length > 0 ? [line('services', services.length - bare.length, services.length, bare)] : []),
    ...(alerts.length > 0
      ? [
          line(
            'paging alerts',
            linked,
            alerts.length,
            open.map(({ name }) => name),
          ),
        ]
      : []),
  ];
}

function runbookRows({ runbooks }: RunbooksJson, width: number, paint: Paint): readonly string[] {
  const sorted = [...runbooks].sort((a, b) => Number(a.sufficient) - Number(b.sufficient) || a.score - b.score);
  const rows = sorted.slice(0, mostRows).map(each => {
    const name = column(plainText(each.path.split('/').slice(-2).join('/')), 36);
    const date = `${each.touched || 'no date'}${each.stale ? '!' : ''}`;
    const why = each.reasons.length === 0 ? 'complete' : `lacks ${each.reasons.join(', ')}`;
    const text = cut(
      `${each.sufficient ? '✓' : '✗'} ${String(each.score).padStart(3)} ${name} ${column(date, 11)} ${plainText(why)}`,
      width,
    );
    return each.sufficient ? text : paint.red(text);
  });
  const more = sorted.length > mostRows ? [paint.dim(`and ${sorted.length - mostRows} more (--json)`)] : [];
  const heading = cut(`  ${column('score', 5)} ${column('runbook', 35)} ${column('touched', 11)} what it lacks, with the points`, width);
  return rows.length === 0 ? [] : ['', paint.dim(heading), ...rows, ...more];
}

function linkRows({ runbooks }: RunbooksJson, width: number, paint: Paint): readonly string[] {
  const links = runbooks.flatMap(({ path, broken }) =>
    broken.map(({ line, url }) => `${path}:${line} leads to ${url}, which is not there`),
  );
  const more = links.length > mostRows ? [`and ${links.length - mostRows} more (--json)`] : [];
  return links.length === 0 ? [] : ['', ...[...links.slice(0, mostRows), ...more].map(text => paint.yellow(cut(plainText(text), width)))];
}
