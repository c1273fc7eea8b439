import { plainText } from '../../lib/plain-text.ts';
import { htmlPage } from '../html-page.ts';
import type { Block, ReviewDocument } from './document.ts';

const style = `body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2330;background:#fff}
h1{line-height:1.2}h2{margin-top:2.2rem;border-bottom:1px solid #d5d9e2;padding-bottom:.2rem}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .6rem;border-bottom:1px solid #e4e7ee;vertical-align:top}
td+td,th+th{font-variant-numeric:tabular-nums}li{margin:.2rem 0}figure{margin:.6rem 1.2rem .6rem 0;display:inline-block}
figcaption{font-size:.8rem;color:#566077}polyline{fill:none;stroke:#2b5fd9;stroke-width:2}circle{fill:#2b5fd9}
@media(prefers-color-scheme:dark){body{color:#e6e9f0;background:#14171e}h2,th,td{border-color:#333a48}figcaption{color:#9aa5bd}polyline{stroke:#7aa2ff}circle{fill:#7aa2ff}}
@media print{body{max-width:none;margin:0}}`;

/** The document as one HTML file that loads and runs nothing. */
export function documentHtml({ title, blocks }: ReviewDocument): string {
  return htmlPage({
    title: escaped(title),
    style,
    styles: `<style>${style}</style>`,
    body: ['<main>', `<h1>${escaped(title)}</h1>`, ...blocks.map(markup), '</main>'],
  });
}

function markup(block: Block): string {
  if ('heading' in block) return `<h2>${escaped(block.heading)}</h2>`;
  if ('text' in block) return `<p>${escaped(block.text)}</p>`;
  if ('list' in block) return `<ul>${block.list.map(item => `<li>${escaped(item)}</li>`).join('')}</ul>`;
  if ('chart' in block) return chart(block.chart, block.label);
  const cells = (tag: 'th' | 'td', texts: readonly string[]) =>
    `<tr>${texts.map(text => `<${tag}${tag === 'th' ? ' scope="col"' : ''}>${escaped(text)}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${cells('th', block.table.head)}</thead><tbody>${block.table.rows.map(row => cells('td', row)).join('')}</tbody></table>`;
}

const width = 160;
const height = 48;
const edge = 6;

/** A line through the known values; its numbers stand in the table. */
function chart(values: readonly (number | null)[], label: string): string {
  const known = values.flatMap((value, at) => (value === null ? [] : [{ value, at }]));
  if (known.length < 2) return '';
  const most = Math.max(...known.map(each => each.value), Number.MIN_VALUE);
  const points = known.map(({ value, at }) => {
    const x = edge + (at * (width - 2 * edge)) / Math.max(1, values.length - 1);
    return [x.toFixed(1), (height - edge - (value / most) * (height - 2 * edge)).toFixed(1)] as const;
  });
  const line = points.map(([x, y]) => `${x},${y}`).join(' ');
  const dots = points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="3"/>`).join('');
  const drawn = `<svg width="${width}" height="${height}" role="img" aria-label="${escaped(label)}"><polyline points="${line}"/>${dots}</svg>`;
  return `<figure>${drawn}<figcaption>${escaped(label)}</figcaption></figure>`;
}

function escaped(text: string): string {
  return plainText(text).replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`);
}
