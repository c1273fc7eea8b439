import type { Known } from '../../../model/fact.ts';
import type { FactFields } from '../../../model/fact-kinds.ts';
import type { Located } from '../../detector.ts';
import { remoteBackends } from './backend.data.ts';
import { type Backend, lockingWithout } from './backend.ts';
import { folderOf } from './folders.ts';
import type { BackendSettings } from './state-settings.ts';
import type { ManagedRoot } from './terraform-file.ts';
import type { UnlockedApply } from './unlocked-applies.ts';
import type { WrittenBackend } from './written-backends.ts';

export type State = Pick<FactFields<'iac.root'>, 'backend' | 'backendType' | 'locking' | 'versioned'>;

/** What the rest of the repository says about where states are kept. */
export interface StateSigns {
  readonly written: readonly Located<WrittenBackend>[];
  readonly unlocked: readonly Located<UnlockedApply>[];
  /** Settings of partial backends, by each folder above them. */
  readonly settings: ReadonlyMap<string, readonly BackendSettings[]>;
  readonly managed: readonly ManagedRoot[];
  /** A tool that gives roots their backend is configured, in a way that cannot be followed (Atmos, Spacelift …). */
  readonly elsewhere: boolean;
}

const kept: ReadonlySet<string> = new Set(['cloud', 'remote']);

/** Where the state of the root in `folder` is kept. `undeclared` is how many roots declare no backend. */
export function describeState(
  folder: string,
  backend: Backend | undefined,
  signs: StateSigns,
  versioned: ReadonlyMap<string, Known>,
  undeclared: number,
): State {
  if (!backend) return withoutBackend(folder, signs, undeclared);
  const settings = backend.partial ? (signs.settings.get(folder) ?? []) : [];
  const bucket = backend.bucket ?? settings.map(each => each.bucket).find(Boolean) ?? '';
  return {
    backend: remoteBackends.has(backend.type) ? 'remote' : backend.type === 'local' ? 'local' : 'unknown',
    backendType: backend.type,
    locking: settings.some(each => each.locks) ? 'yes' : backend.locking,
    versioned: kept.has(backend.type) ? 'yes' : (versioned.get(bucket) ?? 'unknown'),
  };
}

const untold: State = { backend: 'unknown', backendType: '', locking: 'unknown', versioned: 'unknown' };

function withoutBackend(folder: string, signs: StateSigns, undeclared: number): State {
  const managed = signs.managed.find(each => each.folder !== undefined && trimmed(each.folder) === folder);
  if (managed) return { backend: 'remote', backendType: managed.service, locking: 'yes', versioned: 'yes' };
  const written = signs.written.find(({ path, finding }) => writesInto(folder, path, finding, undeclared));
  if (written) return fromType(written.finding.type);
  if (signs.elsewhere || signs.managed.length > 0 || signs.written.length > 0) return untold;
  return { backend: 'none', backendType: '', locking: 'no', versioned: 'unknown' };
}

function writesInto(folder: string, path: string, { target }: WrittenBackend, undeclared: number): boolean {
  if (path.endsWith('.tm.hcl')) return folderOf(path) === '' || folder === folderOf(path) || folder.startsWith(`${folderOf(path)}/`);
  const into = target === undefined ? '' : trimmed(folderOf(target));
  if (into !== '') return into === folder || folder.endsWith(`/${into}`);
  return undeclared === 1;
}

function fromType(type: string): State {
  const locks = lockingWithout(type);
  return { backend: remoteBackends.has(type) ? 'remote' : 'local', backendType: type, locking: locks, versioned: 'unknown' };
}

function trimmed(folder: string): string {
  return folder.replace(/^(?:\.?\/)+|\/+$/g, '');
}
