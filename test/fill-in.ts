import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { openPlaces } from '../src/lib/open-places.ts';

interface Answer {
  readonly fits: RegExp;
  readonly text: string;
}

const scaffolds = join(import.meta.dirname, '../scaffolds');

/** What a team might write into the places of each scaffold. */
const answers = readdirSync(scaffolds, { withFileTypes: true }).flatMap((entry): readonly Answer[] => {
  if (!entry.isDirectory() || entry.name === 'shared') return [];
  const { asks } = parse(readFileSync(join(scaffolds, entry.name, 'scaffold.yaml'), 'utf8')) as {
    asks: Record<string, Record<string, string>>;
  };
  return Object.values(asks).map(({ ask = '', example = '' }) => ({ fits: patternOf(ask), text: String(example) }));
});

function patternOf(ask: string): RegExp {
  const parts = ask.split(/«[^»]+»/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`);
}

/** Fills in what a scaffold wrote, as a team might. `said` is what the command said. */
export function fillIn(root: string, said: string): void {
  for (const [, path = ''] of said.matchAll(/^wrote (.+)$/gm)) {
    const file = join(root, path);
    let text = readFileSync(file, 'utf8');
    for (const { asks } of openPlaces(text)) {
      const answer = answers.find(({ fits }) => fits.test(asks));
      if (!answer) throw new Error(`${path} asks "${asks}", which no scaffold has an example for`);
      text = text.replace(`<fill in: ${asks}>`, () => aboutThis(path, answer.text));
    }
    writeFileSync(file, text);
  }
}

/** Each incident is another one: three copies of one text are one postmortem. */
function aboutThis(path: string, text: string): string {
  const [, incident] = /postmortems\/[\d-]+-([a-z-]+)\.md$/.exec(path) ?? [];
  return incident && text.length > 20 ? `${text} (${incident})` : text;
}
