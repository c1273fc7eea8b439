import { useWorkload } from '../../data/use-data.ts';
import { ServiceHead } from '../service/service-head.tsx';
import { Debt } from './debt.tsx';
import { Postmortems } from './postmortems.tsx';
import { Runbooks } from './runbooks.tsx';

/** What the team writes down besides its code: operational debt, what incidents left to do, and runbooks. */
export function RegistersPage({ workload }: { readonly workload: string }) {
  const { row, assessment } = useWorkload(workload);
  const { debt, postmortems, runbooks } = assessment.registers ?? {};
  return (
    <>
      <ServiceHead row={row} assessment={assessment} page="registers" />
      <Debt debt={debt} assessment={assessment} />
      <Postmortems postmortems={postmortems} assessment={assessment} />
      <Runbooks runbooks={runbooks} assessment={assessment} />
    </>
  );
}
