import { openPlace } from '../lib/open-places.ts';
import type { Question } from './scaffold.ts';

const placeholder = /«([a-z][a-z0-9_-]*)»/g;

export type Values = Readonly<Record<string, string>>;

/** Puts values into a template. What has no value stays open for a person to fill in. */
export function render(template: string, values: Values, questions: Readonly<Record<string, Question>>): string {
  return template.replace(placeholder, (_, key: string) => {
    const value = values[key];
    if (value !== undefined) return value;
    const question = questions[key];
    if (!question) throw new Error(`a scaffold uses «${key}», which nothing asks for`);
    return openPlace(render(question.ask, values, {}));
  });
}

/** The keys that a template uses. */
export function keysOf(template: string): readonly string[] {
  return [...template.matchAll(placeholder)].map(([, key = '']) => key);
}
