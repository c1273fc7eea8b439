import type { Criterion } from '../model/model.ts';
import type { Efforts } from './contract.ts';

const sizes = ['S', 'M', 'L', 'XL'] as const;

/** How many actions of each effort. */
export function effortsOf(criteria: readonly Pick<Criterion, 'effort'>[]): Efforts {
  const efforts = { S: 0, M: 0, L: 0, XL: 0 };
  for (const { effort } of criteria) efforts[effort] += 1;
  return efforts;
}

/** `3 S, 1 M` */
export function effortsInWords(efforts: Efforts): string {
  return sizes.flatMap(size => (efforts[size] > 0 ? [`${efforts[size]} ${size}`] : [])).join(', ');
}
