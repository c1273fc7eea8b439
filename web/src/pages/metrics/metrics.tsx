import { Suspense } from 'react';
import { useSource, useWorkload } from '../../data/use-data.ts';
import { Failure } from '../../parts/failure.tsx';
import { ServiceHead } from '../service/service-head.tsx';
import { Assessed } from './assessed.tsx';
import { Measured } from './measured.tsx';
import { Past } from './past.tsx';

/** What came of it: what was assessed, and where a server has the events, how it went week by week and what is behind it. */
export function MetricsPage({ workload }: { readonly workload: string }) {
  const { row, assessment } = useWorkload(workload);
  const { server } = useSource();
  const { metrics } = assessment;
  return (
    <>
      <ServiceHead row={row} assessment={assessment} page="metrics" />
      {server && (
        <Failure>
          <Suspense fallback={<p className="loading">Loading …</p>}>
            <Measured server={server} service={row.name} />
          </Suspense>
        </Failure>
      )}
      {metrics.length === 0 ? <Nothing isServed={server !== undefined} /> : <Assessed metrics={metrics} asOf={assessment.asOf} />}
      {!server && <Past metrics={metrics} row={row} />}
    </>
  );
}

function Nothing({ isServed }: { readonly isServed: boolean }) {
  return (
    <section className="empty" aria-labelledby="none">
      <h2 id="none">{isServed ? 'The last assessment measured nothing' : 'Nothing is measured yet'}</h2>
      <p>
        How often this service is deployed, how often that fails and how long it takes to restore it stands in deployment and incident
        events, not in files.
      </p>
      <p>
        Bring them in with <code>opsex events import</code>, then assess again.
      </p>
    </section>
  );
}
