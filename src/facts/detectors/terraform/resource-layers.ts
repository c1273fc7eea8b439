import type { FactFields } from '../../../model/fact-kinds.ts';
import { cloudProviders, compute, data, helperProviders, kubernetesProviders, network } from './resource-layers.data.ts';

export type Layer = FactFields<'iac.resources'>['layer'];

export interface Role {
  readonly layer: Layer;
  readonly compute: boolean;
  readonly data: boolean;
  readonly network: boolean;
}

const known = new Map<string, Role | undefined>();

/** What a resource type of Terraform is for; `undefined` when it makes nothing outside the state (`random_id`). */
export function roleOf(type: string): Role | undefined {
  if (!known.has(type)) known.set(type, decideRole(type));
  return known.get(type);
}

function decideRole(type: string): Role | undefined {
  const underscore = type.indexOf('_');
  const provider = underscore === -1 ? type : type.slice(0, underscore);
  if (helperProviders.has(provider)) return undefined;
  const layer = cloudProviders.has(provider) ? 'cloud' : kubernetesProviders.has(provider) ? 'kubernetes' : 'saas';
  const rest = type.slice(underscore + 1);
  const counts = layer !== 'saas';
  return { layer, compute: counts && compute.test(rest), data: counts && data.test(rest), network: counts && network.test(rest) };
}
