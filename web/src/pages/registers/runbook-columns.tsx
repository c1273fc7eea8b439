import type { AssessmentJson } from '../../../../src/report/contract.ts';
import type { Column } from '../../parts/sort-table.tsx';
import { plural } from '../../words.ts';
import { At, Day, type Registers, State, Subject } from './common.tsx';

type Runbook = NonNullable<Registers['runbooks']>['runbooks'][number];

export function runbookColumns(assessment: AssessmentJson): readonly Column<Runbook>[] {
  return [
    {
      id: 'title',
      title: 'Runbook',
      value: runbook => runbook.title,
      cell: runbook => (
        <Subject spot={runbook} assessment={assessment}>
          <bdi>{runbook.title}</bdi>
          {runbook.services.length > 0 && (
            <span className="muted row-about">
              for <bdi>{runbook.services.join(', ')}</bdi>
            </span>
          )}
        </Subject>
      ),
    },
    {
      id: 'score',
      title: 'Score of 100',
      isFigure: true,
      value: runbook => runbook.score,
      cell: runbook => <b>{runbook.score}</b>,
    },
    {
      id: 'counts',
      title: 'Counts',
      value: runbook => Number(runbook.sufficient),
      cell: runbook => <State of={runbook.sufficient ? 'there' : 'missing'}>{runbook.sufficient ? 'yes' : 'too weak'}</State>,
    },
    { id: 'lacks', title: 'Lacks', value: runbook => runbook.lacks.length, cell: runbook => <Lacks runbook={runbook} /> },
    {
      id: 'touched',
      title: 'Last looked at',
      value: runbook => runbook.touched,
      cell: runbook => (
        <>
          <Day day={runbook.touched} />
          {runbook.stale && (
            <>
              {' '}
              <State of="overdue">look again</State>
            </>
          )}
        </>
      ),
    },
    {
      id: 'broken',
      title: 'Broken links',
      value: runbook => runbook.broken.length,
      cell: runbook => <Broken runbook={runbook} assessment={assessment} />,
    },
  ];
}

function Lacks({ runbook: { lacks } }: { readonly runbook: Runbook }) {
  return <span className="row-lacks">{lacks.length === 0 ? <span className="muted">nothing</span> : lacks.join(', ')}</span>;
}

function Broken({ runbook, assessment }: { readonly runbook: Runbook; readonly assessment: AssessmentJson }) {
  if (runbook.broken.length === 0) return <span className="muted">none</span>;
  return (
    <>
      <State of="missing">{plural(runbook.broken.length, 'link')}</State>
      <ul className="broken">
        {runbook.broken.map(({ line, url }) => (
          <li key={`${line} ${url}`}>
            <bdi>{url}</bdi> <At spot={{ ...runbook, line }} assessment={assessment} onlyLine />
          </li>
        ))}
      </ul>
    </>
  );
}
