import * as z from 'zod';
import { nearest } from './nearest.ts';

/** An object schema that refuses unknown keys and names the nearest key that it has. */
export function strictObject<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, {
    error: issue => (issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys ?? [], Object.keys(shape)) : undefined),
  });
}

function unknownKeys(keys: readonly string[], known: readonly string[]): string {
  return keys
    .map(key => {
      const guess = nearest(key, known);
      return `unknown key "${key}"; ${guess ? `the nearest is "${guess}"` : `known are ${known.join(', ')}`}`;
    })
    .join('; ');
}
