import stringWidth from 'string-width';
import { cut, plainText } from '../lib/plain-text.ts';
import type { AssessmentJson } from './contract.ts';

/** The level as a picture for a README: text in plain SVG, nothing is fetched, nothing runs. White on each colour has a contrast of 4.5. */
export function toBadge({ overall, workload }: Pick<AssessmentJson, 'overall' | 'workload'>): string {
  const label = 'operational excellence';
  const message = messageOf(overall.level);
  const spoken = escaped(`${cut(plainText(workload.name), 80)}: ${label}, ${spokenOf(overall.level)}`);
  const [left, right] = [widthOf(label), widthOf(message)];
  const width = left + right;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="20" viewBox="0 0 ${width} 20" role="img" aria-label="${spoken}">
  <title>${spoken}</title>
  <clipPath id="r"><rect width="${width}" height="20" rx="3"/></clipPath>
  <g clip-path="url(#r)">
    <rect width="${left}" height="20" fill="#444c56"/>
    <rect x="${left}" width="${right}" height="20" fill="${colourOf(overall.level?.proven)}"/>
  </g>
  <g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11" text-anchor="middle" aria-hidden="true">
    <text x="${left / 2}" y="14" textLength="${left - 12}">${escaped(label)}</text>
    <text x="${left + right / 2}" y="14" textLength="${right - 12}">${escaped(message)}</text>
  </g>
</svg>
`;
}

function messageOf(level: AssessmentJson['overall']['level']): string {
  if (!level) return 'does not apply';
  return level.proven === level.possible ? `level ${level.proven} of 5` : `level ${level.proven}–${level.possible} of 5`;
}

function spokenOf(level: AssessmentJson['overall']['level']): string {
  if (!level) return 'does not apply';
  return level.proven === level.possible ? `level ${level.proven} of 5` : `level ${level.proven} proven, ${level.possible} possible, of 5`;
}

function colourOf(proven: number | undefined): string {
  const colours = ['#57606a', '#b3261e', '#9a5b00', '#0b6e8f', '#1a7f37', '#116329'];
  return colours[proven ?? 0] ?? '#57606a';
}

/** About what Verdana takes at 11 pixels; `textLength` makes it exact. */
function widthOf(text: string): number {
  return Math.round(stringWidth(text) * 6.6) + 12;
}

function escaped(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return text.replace(/[&<>"']/g, sign => names[sign] ?? '');
}
