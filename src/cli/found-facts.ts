import type { FoundFacts } from '../find-facts.ts';
import { cached } from './open-cache.ts';
import { showProgress } from './output.ts';
import { openSettings } from './settings-source.ts';

export interface FactOptions {
  readonly cache: boolean;
  readonly config?: string | boolean;
}

/** What an assessment would find at the path, before any judgement. */
export async function foundFacts(path: string, options: FactOptions): Promise<FoundFacts> {
  const [settings, { findWorkload }] = await Promise.all([openSettings(path, options.config), import('../find-workload.ts')]);
  const progress = showProgress();
  return findWorkload(path, { ...cached(options.cache), settings, progress: progress.report }).finally(progress.done);
}
