import { plainJson } from '../lib/plain-text.ts';
import type { Baseline } from '../report/changes.ts';
import type { AssessmentJson } from '../report/contract.ts';
import { toTerminal } from '../report/terminal.ts';
import { terminalColumns, wantsColour } from './output.ts';

export const formats = ['terminal', 'json', 'markdown', 'sarif', 'csv', 'badge', 'comment', 'html'] as const;
export type Format = (typeof formats)[number];

export interface Rendering {
  /** How the assessed path was named on the command line. */
  readonly path: string;
  readonly file?: string;
  readonly baseline?: Baseline;
  /** Where the model is, unless it is the default one. */
  readonly model?: string;
}

/** The assessment in one of the formats. Each is loaded when it is asked for. */
export async function render(json: AssessmentJson, format: Format, { path, file, baseline, model }: Rendering): Promise<string> {
  switch (format) {
    case 'terminal':
      return toTerminal(json, { colour: wantsColour(file), columns: terminalColumns(), path });
    case 'json':
      return `${plainJson(json)}\n`;
    case 'markdown':
      return (await import('../report/markdown.ts')).toMarkdown(json);
    case 'sarif':
      return `${plainJson((await import('../report/sarif.ts')).toSarif(json))}\n`;
    case 'csv':
      return (await import('../report/csv.ts')).toCsv(json);
    case 'badge':
      return (await import('../report/badge.ts')).toBadge(json);
    case 'comment': {
      const [{ toComment }, { changesSince }] = await Promise.all([import('../report/comment.ts'), import('../report/changes.ts')]);
      return toComment(json, baseline && changesSince(baseline, json));
    }
    case 'html':
      return (await import('./html-report.ts')).htmlReport([json], model);
  }
}
