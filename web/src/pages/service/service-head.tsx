import type { ReactNode } from 'react';
import { Breadcrumb, Breadcrumbs } from 'react-aria-components';
import type { AssessmentJson } from '../../../../src/report/contract.ts';
import type { PortfolioRow } from '../../../../src/report/web-contract.ts';
import { usePortfolio } from '../../data/use-data.ts';
import { PageTitle } from '../../parts/page-title.tsx';
import { addressOf, type Route } from '../../route.ts';
import { dayOf, plural } from '../../words.ts';

const pages = [
  ['overview', 'Overview'],
  ['checklist', 'Checklist'],
  ['plan', 'Plan'],
  ['metrics', 'Metrics'],
  ['registers', 'Registers'],
  ['audit', 'Audit'],
] as const;

interface Props {
  readonly row: PortfolioRow;
  readonly assessment: AssessmentJson;
  readonly page: (typeof pages)[number][0];
}

/** Name, provenance and pages of a service. */
export function ServiceHead({ row, assessment, page }: Props) {
  const label = pages.find(([id]) => id === page)?.[1] ?? '';
  return (
    <>
      <Trail row={row} />
      <div className="page-head">
        <PageTitle title={page === 'overview' ? row.name : `${label} · ${row.name}`}>
          <bdi>{row.name}</bdi>
          {page !== 'overview' && <span className="title-page"> {label}</span>}
        </PageTitle>
        <Provenance assessment={assessment} />
      </div>
      <nav className="tabs" aria-label={`Pages of ${row.name}`}>
        {pages.map(([id, text]) => (
          <a key={id} href={addressOf(routeTo(id, row.key))} aria-current={id === page ? 'page' : undefined}>
            {text}
          </a>
        ))}
      </nav>
    </>
  );
}

function routeTo(page: Props['page'], workload: string): Route {
  if (page === 'plan') return { page, workload, done: [] };
  return page === 'checklist' ? { page, workload, show: 'all' } : { page, workload };
}

/** The way back up. Nothing when this is the top. */
export function Trail({ row, children }: { readonly row: PortfolioRow; readonly children?: ReactNode }) {
  const isAlone = usePortfolio().rows.length === 1;
  if (isAlone && !children) return null;
  return (
    <Breadcrumbs className="trail" aria-label="Breadcrumbs">
      {!isAlone && (
        <Breadcrumb>
          <a href="#/">Portfolio</a>
        </Breadcrumb>
      )}
      {children ? (
        <Breadcrumb>
          <a href={addressOf({ page: 'overview', workload: row.key })}>
            <bdi>{row.name}</bdi>
          </a>
        </Breadcrumb>
      ) : (
        <Breadcrumb>
          <bdi>{row.name}</bdi>
        </Breadcrumb>
      )}
      {children}
    </Breadcrumbs>
  );
}

function Provenance({ assessment: { workload, asOf, model } }: { readonly assessment: AssessmentJson }) {
  const [source] = workload.sources;
  const files = workload.sources.reduce((sum, each) => sum + each.files, 0);
  return (
    <p className="muted provenance">
      {source?.commit && <code title={source.commit}>{source.commit.slice(0, 8)}</code>}
      {source?.dirty && <span className="flag">with uncommitted changes</span>}
      <span>{plural(files, 'file')}</span>
      <span>{dayOf(asOf)}</span>
      <span>
        {model.id} {model.version}
      </span>
    </p>
  );
}
