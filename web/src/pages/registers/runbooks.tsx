import type { AssessmentJson } from '../../../../src/report/contract.ts';
import { Share } from '../../parts/share.tsx';
import { type Column, SortTable } from '../../parts/sort-table.tsx';
import { Figure, Figures, type Registers, State, Subject, Warned } from './common.tsx';
import { runbookColumns } from './runbook-columns.tsx';

type Register = NonNullable<Registers['runbooks']>;
type Service = Register['services'][number];
type Alert = Register['alerts'][number];

interface Props {
  readonly runbooks: Register | undefined;
  readonly assessment: AssessmentJson;
}

export function Runbooks({ runbooks, assessment }: Props) {
  return (
    <section className="panel" aria-labelledby="runbooks">
      <h2 id="runbooks">Runbooks</h2>
      {runbooks && <Known register={runbooks} assessment={assessment} />}
      {(runbooks?.runbooks.length ?? 0) === 0 && <None />}
    </section>
  );
}

function None() {
  return (
    <div className="none-yet">
      <p>No runbook was found: what somebody does at night when an alert wakes them.</p>
      <p>
        Begin with <code>opsex scaffold runbooks</code>, and see what is missing with <code>opsex runbook check</code>.
      </p>
    </div>
  );
}

function Known({ register, assessment }: { readonly register: Register; readonly assessment: AssessmentJson }) {
  const { runbooks, services, alerts } = register;
  const broken = runbooks.reduce((sum, each) => sum + each.broken.length, 0);
  const stale = runbooks.filter(each => each.stale).length;
  return (
    <>
      <Figures>
        <Part label="services with a runbook" covered={services.filter(({ runbook }) => runbook).length} of={services.length} />
        <Part
          label="paging alerts with a runbook"
          covered={alerts.filter(({ runbook }) => runbook === 'linked').length}
          of={alerts.length}
        />
        <Part label="runbooks that count" covered={runbooks.filter(({ sufficient }) => sufficient).length} of={runbooks.length} />
        <Figure of="to be looked at again">
          <Warned count={stale} as="overdue" />
        </Figure>
        <Figure of={broken === 1 ? 'broken link' : 'broken links'}>
          <Warned count={broken} as="missing" />
        </Figure>
      </Figures>
      {services.length + alerts.length > 0 && (
        <div className="columns">
          {services.length > 0 && (
            <div>
              <h3>Services</h3>
              <SortTable
                label="Services and their runbooks"
                columns={serviceColumns(assessment)}
                rows={services}
                leftOut={register.servicesLeftOut}
              />
            </div>
          )}
          {alerts.length > 0 && (
            <div>
              <h3>Alerts that page</h3>
              <SortTable
                label="Paging alerts and their runbooks"
                columns={alertColumns(assessment)}
                rows={alerts}
                leftOut={register.alertsLeftOut}
              />
            </div>
          )}
        </div>
      )}
      {runbooks.length > 0 && (
        <>
          <h3>Each runbook</h3>
          <SortTable label="Runbooks" columns={runbookColumns(assessment)} rows={runbooks} leftOut={register.leftOut} />
        </>
      )}
    </>
  );
}

function Part({ label, covered, of }: { readonly label: string; readonly covered: number; readonly of: number }) {
  if (of === 0) return null;
  return (
    <Figure of={label}>
      <Share label={label} covered={covered} of={of} />
    </Figure>
  );
}

function serviceColumns(assessment: AssessmentJson): readonly Column<Service>[] {
  return [
    {
      id: 'name',
      title: 'Service',
      value: service => service.name,
      cell: ({ name, critical }) => (
        <>
          <bdi>{name}</bdi>
          {critical === 'yes' && <span className="flag">critical</span>}
        </>
      ),
    },
    {
      id: 'runbook',
      title: 'Runbook',
      value: ({ runbook }) => (runbook ? 1 : 0),
      cell: ({ runbook }) =>
        runbook ? (
          <Subject spot={runbook} assessment={assessment}>
            <State of="there">
              <bdi>{runbook.title}</bdi>
            </State>
          </Subject>
        ) : (
          <State of="missing">none that counts</State>
        ),
    },
  ];
}

const links: Readonly<Record<Alert['runbook'], readonly [state: 'missing' | 'doubtful' | 'there', says: string]>> = {
  none: ['missing', 'no link'],
  placeholder: ['missing', 'a link to fill in'],
  broken: ['missing', 'leads to nothing'],
  generic: ['doubtful', 'leads to a page for all alerts'],
  unknown: ['doubtful', 'a link that nobody here can follow'],
  linked: ['there', 'leads to a runbook'],
};
const certainty = Object.keys(links);

function alertColumns(assessment: AssessmentJson): readonly Column<Alert>[] {
  return [
    {
      id: 'name',
      title: 'Alert',
      value: alert => alert.name,
      cell: alert => (
        <Subject spot={alert} assessment={assessment}>
          <bdi>{alert.name}</bdi>
          {alert.paging === 'unknown' && <span className="muted"> may page</span>}
        </Subject>
      ),
    },
    {
      id: 'runbook',
      title: 'Runbook',
      value: alert => certainty.indexOf(alert.runbook),
      cell: ({ runbook }) => <State of={links[runbook][0]}>{links[runbook][1]}</State>,
    },
  ];
}
