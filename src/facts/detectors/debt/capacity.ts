import type { TextDocument } from '../../../lib/text-document.ts';

const subject =
  '(?:debt|toil|maintenance|operational work|operational improvements?|reliability|betriebsschulden|technischen? schulden|schulden|wartung|dette (?:technique|opérationnelle)|deuda (?:técnica|operativa)|(?:teknisk|operasjonell) gjeld|gjeld|teknisk skuld|technische schuld|dívida (?:técnica|operacional)|технічн\\w* борг)';
const share = '(?<!\\d)(\\d{1,2})\\s?(?:%|percent|prozent|prosent|procent|pour cent|por ciento|por cento)';
const room =
  '(?:capacity|sprint|time|velocity|effort|points|kapazität|capacité|temps|capacidad|tiempo|kapasitet(?:en)?|tiden|kapacitet|capaciteit|capacidade|tempo)';
const ahead = new RegExp(`${share}[^.\\n]{0,60}\\b${room}\\b[^.\\n]{0,80}\\b${subject}`, 'i');
const behind = new RegExp(`\\b${subject}\\b[^.\\n]{0,80}${share}[^.\\n]{0,60}\\b${room}\\b`, 'i');

const longestText = 400_000;

export function mentionsCapacity(text: string): boolean {
  const start = text.slice(0, longestText);
  return ahead.test(start) || behind.test(start);
}

/** A line that gives a share of the capacity to debt: `20 % of every sprint goes into operational debt`. */
export function capacityIn(document: TextDocument): { readonly line: number; readonly percent: number } | undefined {
  for (const section of document.sections) {
    for (const { text, line } of section.lines) {
      const percent = Number((ahead.exec(text) ?? behind.exec(text))?.[1] ?? 0);
      if (percent > 0) return { line, percent };
    }
  }
  return undefined;
}
