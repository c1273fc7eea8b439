import { type FactDraft, fact } from '../../model/fact.ts';
import type { Scene } from '../detector.ts';
import type { NamedEnvironment } from './environment-names.ts';

interface ServerRoot {
  readonly tool: string;
  readonly name: string;
  /** Who keeps the state. */
  readonly backendType: string;
  readonly path: string;
  readonly line: number;
  readonly environment?: NamedEnvironment;
  /** A pipeline, a script or its own settings show that it is deployed. */
  readonly deployed: boolean;
}

/** A root whose state the provider keeps: remote, locked and with a history by construction. It is live when something shows that it is deployed. */
export function liveRoot(root: ServerRoot, scene: Scene): FactDraft<'iac.root'> {
  const { tool, name, backendType, path, line, environment, deployed } = root;
  const pathClass = scene.classOf(path);
  const foreign = pathClass !== 'own' && pathClass !== 'generated';
  const live = foreign ? 'no' : deployed || environment ? 'yes' : 'unknown';
  const state = { backend: 'server', backendType, locking: 'yes', versioned: 'yes' } as const;
  return fact('iac.root', { tool, name, live, ...state }, { path, line, scope: { environment: environment?.name ?? '' } });
}
