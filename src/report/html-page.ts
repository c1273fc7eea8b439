import { createHash } from 'node:crypto';

interface Page {
  /** Already escaped. */
  readonly title: string;
  /** What the policy of the page lets in besides its styles: `script-src …`. */
  readonly allows?: readonly string[];
  /** The elements of the head that style it. */
  readonly styles: string;
  readonly style: string;
  readonly body: readonly string[];
}

/** One HTML file that asks nothing of any network, and sends nothing anywhere. */
export function htmlPage({ title, allows = [], style, styles, body }: Page): string {
  const policy = ["default-src 'none'", ...allows, `style-src ${hashOf(style)}`, "base-uri 'none'", "form-action 'none'"].join('; ');
  return `${[
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${title}</title>`,
    styles,
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
  ].join('\n')}\n`;
}

/** How a policy names the one script or style that it lets in. */
export function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}
