import { deflateRawSync } from 'node:zlib';
import type { AssessmentJson } from './contract.ts';
import { hashOf, htmlPage } from './html-page.ts';
import { toPortfolio } from './portfolio.ts';
import type { ModelTextJson } from './web-contract.ts';

/** The built user interface. */
export interface PageAssets {
  readonly script: string;
  readonly style: string;
}

interface Content {
  readonly assessments: readonly AssessmentJson[];
  readonly model: ModelTextJson | null;
}

/**
 * The user interface and its data as one file that needs nothing else. Texts from outside are never markup: the overview stands there as
 * escaped JSON, the rest compressed and in base64, and the page's own policy lets nothing run but the script that opsex was built with.
 */
export function toHtml({ assessments, model }: Content, { script, style }: PageAssets, version: string): string {
  for (const part of [script, style])
    if (/<\/(?:script|style)/i.test(part)) throw new Error('the built user interface would end its own element');
  const keyed = assessments.map((json, index) => ({ key: String(index), json }));
  return htmlPage({
    title: 'opsex',
    allows: [`script-src ${hashOf(script)}`, 'img-src data:'],
    style,
    styles: `<style id="react-aria-pressable-style">${style}</style>`, // the component library adds its own unless one of this id is there
    body: [
      '<div id="opsex"></div>',
      '<noscript>This report is drawn by a script that it holds. Switch JavaScript on, or read the assessment with: opsex assess --format markdown</noscript>',
      `<script type="application/json" id="opsex-portfolio">${escapedJson(toPortfolio(keyed, version))}</script>`,
      ...(model ? [block('model', model)] : []),
      `<script>${script}</script>`,
      ...keyed.map(({ key, json }) => block(`assessment-${key}`, json)),
    ],
  });
}

function block(name: string, value: unknown): string {
  return `<script type="text/plain" id="opsex-${name}">${deflateRawSync(JSON.stringify(value)).toString('base64')}</script>`;
}

/** JSON that cannot end the element it stands in, whatever its texts hold. */
function escapedJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
