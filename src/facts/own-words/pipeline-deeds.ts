import { capabilityDefinition, type PipelineDeed } from '../../model/capabilities.ts';
import type { Wrapper } from '../../model/settings.ts';
import type { DeployKind, Does, Effect } from '../detectors/commands/effects.ts';

const deeds: Readonly<Record<Exclude<PipelineDeed, 'ask_person'>, readonly [does: Does, how?: DeployKind]>> = {
  test: ['test'],
  lint: ['lint'],
  scan: ['scan'],
  validate: ['validate'],
  plan: ['plan'],
  deploy: ['deploy', 'environment'],
  publish: ['deploy', 'artifact'],
  smoke: ['smoke'],
  roll_back: ['roll_back'],
  announce: ['announce'],
  record_change: ['record_change'],
  score_risk: ['score_risk'],
  freeze: ['freeze'],
  measure_dora: ['measure_dora'],
};

export interface Deeds {
  readonly effects: readonly Effect[];
  /** It asks a person whether to go on. */
  readonly asks: boolean;
}

/** What a step does that uses the wrapper; nothing when its words are not those of pipelines. */
export function deedsOf(wrapper: Wrapper, place: Omit<Effect, 'does'>): Deeds | undefined {
  const done = wrapper.gives.flatMap(({ capability, value }) => {
    const deed = capabilityDefinition(capability).does;
    return deed ? [{ deed, environment: typeof value === 'string' ? value : undefined }] : [];
  });
  if (done.length === 0) return undefined;
  const effects = done.flatMap(({ deed, environment }) => {
    if (deed === 'ask_person') return [];
    const [does, how] = deeds[deed];
    return [{ ...place, does, ...(how ? { how } : {}), ...(environment ? { environment } : {}) }];
  });
  return { effects, asks: done.some(({ deed }) => deed === 'ask_person') };
}
