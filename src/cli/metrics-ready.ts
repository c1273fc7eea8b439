import { nearest } from '../lib/nearest.ts';
import { plainText } from '../lib/plain-text.ts';
import { UserError } from '../lib/user-error.ts';
import type { MeasureRequest } from '../measure.ts';
import type { Database } from '../store/database.ts';
import { assignFirstDeployments } from '../store/metrics/assign-first-deployments.ts';
import { placeOf } from '../store/metrics/feed.ts';
import { servicesKnown } from '../store/metrics/services.ts';
import { showProgress } from './output.ts';

/**
 * Makes the store ready to be measured: what came in since the last time is assigned to first deployments. Throws a `UserError` when it holds
 * nothing, or nothing of a service that was named.
 */
export async function measurable(store: Database, request: MeasureRequest): Promise<void> {
  const services = await servicesKnown(store);
  if (services.length === 0)
    throw new UserError(
      'no deployments, incidents or pages are stored yet',
      'Import some: opsex events import FILES…, or from the history of a repository: opsex events from-git PATH',
    );
  if (request.subjects !== 'services')
    for (const { name, services: own } of request.subjects)
      if (!own.some(each => services.includes(each))) throw unknown(own[0] ?? name, services);
  const progress = showProgress();
  progress.report('assigning commits to their first deployments');
  try {
    await assignFirstDeployments(store, await placeOf(store, request.environment));
  } finally {
    progress.done();
  }
}

function unknown(name: string, services: readonly string[]): UserError {
  const near = nearest(name, services);
  const some = near ? [near] : services.slice(0, 8);
  return new UserError(
    `no event names a service "${plainText(name)}"`,
    `${near ? 'The nearest is' : 'Known ones are'} ${plainText(some.join(', '))}${services.length > some.length ? ` (of ${services.length})` : ''}`,
  );
}
