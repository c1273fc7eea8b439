import type { AssessmentJson } from '../../../src/report/contract.ts';
import type { ModelTextJson, PortfolioJson } from '../../../src/report/web-contract.ts';
import { parsePlain } from './plain.ts';
import type { DataSource } from './source.ts';

/** The data that the page holds itself; nothing when it holds none. */
export function embedded(page: Document): DataSource | undefined {
  const overview = page.getElementById('opsex-portfolio');
  if (!overview) return undefined;
  return {
    portfolio: async () => parsePlain<PortfolioJson>(overview.textContent ?? ''),
    assessment: async key => {
      const found = await block<AssessmentJson>(page, `opsex-assessment-${key}`);
      if (!found) throw new Error(`This file holds no assessment ${key}.`);
      return found;
    },
    modelText: () => block<ModelTextJson>(page, 'opsex-model'),
  };
}

async function block<T>(page: Document, id: string): Promise<T | null> {
  const element = page.getElementById(id) ?? (await laterElement(page, id));
  return element ? parsePlain<T>(await inflate(element.textContent ?? '')) : null;
}

/** The page is drawn while the browser still reads the rest of a long file. */
async function laterElement(page: Document, id: string): Promise<HTMLElement | null> {
  if (page.readyState === 'loading') await new Promise(resolve => page.addEventListener('DOMContentLoaded', resolve, { once: true }));
  return page.getElementById(id);
}

async function inflate(base64: string): Promise<string> {
  const bytes = Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}
