import type { OwnDetector } from '../../model/own-detector.ts';
import type { Settings } from '../../model/settings.ts';
import type { Detector } from '../detector.ts';

/** Loads what patterns of own detectors need; to be called before they parse. */
export async function prepareOwnDetectors(_settings: Settings | undefined): Promise<void> {}

export function ownDetector(definition: OwnDetector): Detector<unknown> {
  const { id, version, title, docs } = definition;
  return { id, version, title, docs, reads: [], emits: [definition.fact.kind], *parse() {} };
}
