import stringWidth from 'string-width';
import { expect, test } from 'vitest';
import { progressLine } from './progress-bar.ts';

const progress = { file: 'exports/deployments.csv', stored: 491_520, rejected: 0, part: 0.49 };

test.each([
  [progress, 4, 80, 'exports/deployments.csv  ━━━━━━━━━┄┄┄┄┄┄┄┄┄┄┄  49 %  491,520 stored  5 s left'],
  [{ ...progress, rejected: 12 }, 400, 80, 'exports/d…  ━━━━━━━━━┄┄┄┄┄┄┄┄┄┄┄  49 %  491,520 stored  12 rejected  7 min left'],
  [{ ...progress, part: undefined }, 4, 80, 'exports/deployments.csv  491,520 stored'],
  [{ ...progress, part: 1 }, 4, 80, 'exports/deployments.csv  ━━━━━━━━━━━━━━━━━━━━ 100 %  491,520 stored'],
  [progress, 4, 50, '━━━━━━━━━┄┄┄┄┄┄┄┄┄┄┄  49 %  491,520 stored  5 s…'],
  [{ ...progress, file: '\u001b[31mred' }, 1, 80, '�[31mred  ━━━━━━━━━┄┄┄┄┄┄┄┄┄┄┄  49 %  491,520 stored'],
])('%o after %d s in %d columns', (state, seconds, columns, line) => {
  expect(progressLine(state, seconds, columns)).toBe(line);
  expect(stringWidth(line)).toBeLessThan(columns);
});
