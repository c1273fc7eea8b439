import type { Detector } from '../detector.ts';
import { argoCd } from './argo-cd/argo-cd.ts';

/** Every detector. The meta-test holds this list against the folders. */
export const detectors: readonly Detector<unknown>[] = [argoCd];
