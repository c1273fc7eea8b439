import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import type { AssessmentJson } from './contract.ts';
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
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    '<title>opsex</title>',
    `<style id="react-aria-pressable-style">${style}</style>`, // the component library adds its own unless one of this id is there,
    '</head>',
    '<body>',
    '<div id="opsex"></div>',
    '<noscript>This report is drawn by a script that it holds. Switch JavaScript on, or read the assessment with: opsex assess --format markdown</noscript>',
    `<script type="application/json" id="opsex-portfolio">${escapedJson(toPortfolio(keyed, version))}</script>`,
    ...(model ? [block('model', model)] : []),
    `<script>${script}</script>`,
    ...keyed.map(({ key, json }) => block(`assessment-${key}`, json)),
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

function block(name: string, value: unknown): string {
  return `<script type="text/plain" id="opsex-${name}">${deflateRawSync(JSON.stringify(value)).toString('base64')}</script>`;
}

/** JSON that cannot end the element it stands in, whatever its texts hold. */
function escapedJson(value: unknown): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, character => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
