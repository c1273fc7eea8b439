import type { Settings } from '../model/settings.ts';
import type { Detector } from './detector.ts';
import { detectors } from './detectors/index.ts';
import { ownDetector } from './own-detectors/own-detector.ts';
import { withRunbookRoots } from './own-words/runbook-roots.ts';
import { wrapperUses } from './own-words/wrapper-uses.ts';

const known = new WeakMap<Settings, readonly Detector<unknown>[]>();

/** All detectors, and those that the organisation's words add. */
export function detectorsFor(settings: Settings | undefined): readonly Detector<unknown>[] {
  if (!settings) return detectors;
  const found = known.get(settings) ?? withOwn(settings);
  known.set(settings, found);
  return found;
}

function withOwn(settings: Settings): readonly Detector<unknown>[] {
  const wrapping = settings.wrappers.length > 0 ? [wrapperUses(settings)] : [];
  return [...withRunbookRoots(detectors, settings.runbooks), ...wrapping, ...settings.detectors.map(ownDetector)];
}
