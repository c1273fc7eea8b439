import { fingerprint } from '../lib/fingerprint.ts';
import type { Settings } from '../model/settings.ts';
import type { Detector } from './detector.ts';
import { detectors } from './detectors/index.ts';
import { ownDetector } from './own-detectors/own-detector.ts';
import { wrapperUses } from './own-words/wrapper-uses.ts';

const known = new WeakMap<Settings, readonly Detector<unknown>[]>();

/** All detectors, and those that the organisation's words add. */
export function detectorsFor(settings: Settings | undefined): readonly Detector<unknown>[] {
  if (!settings) return detectors;
  const found = known.get(settings) ?? withOwn(settings);
  known.set(settings, found);
  return found;
}

/** What built-in detectors parse depends on the words about production and wrappers: findings made with others are of another version. */
function withOwn(settings: Settings): readonly Detector<unknown>[] {
  const { production, paths, wrappers } = settings;
  const spoken = production.length + paths.production.length + wrappers.length > 0;
  const words = fingerprint({ production, folders: paths.production, wrappers });
  const builtIn = spoken ? detectors.map(detector => ({ ...detector, version: detector.version + words })) : detectors;
  const wrapping = wrappers.length > 0 ? [wrapperUses(settings, words)] : [];
  return [...builtIn, ...wrapping, ...settings.detectors.map(ownDetector)];
}
