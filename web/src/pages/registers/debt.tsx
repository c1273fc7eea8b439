import type { AssessmentJson } from '../../../../src/report/contract.ts';
import { Trend } from '../../charts/trend.tsx';
import { type Column, SortTable } from '../../parts/sort-table.tsx';
import { numberText } from '../../words.ts';
import { Day, Figure, Figures, Nothing, type Registers, State, Subject, Warned } from './common.tsx';

type Register = NonNullable<Registers['debt']>;
type Entry = Register['entries'][number];

interface Props {
  readonly debt: Register | undefined;
  readonly assessment: AssessmentJson;
}

export function Debt({ debt, assessment }: Props) {
  return (
    <section className="panel" aria-labelledby="debt">
      <h2 id="debt">Operational debt</h2>
      {debt ? <Known debt={debt} assessment={assessment} /> : <None />}
    </section>
  );
}

function None() {
  return (
    <div className="none-yet">
      <p>No register of operational debt was found: a list of what costs those who operate this their time, with an owner and a date.</p>
      <p>
        Begin one with <code>opsex debt add "Restart of the importer by hand" --owner NAME --toil 3 --due 2026-12-31</code>, or with{' '}
        <code>opsex scaffold debt-register</code>.
      </p>
    </div>
  );
}

function Known({ debt, assessment }: { readonly debt: Register; readonly assessment: AssessmentJson }) {
  const { open, closed, overdue, toilHoursPerWeek, reviewed, months, entries, leftOut } = debt;
  return (
    <>
      <Figures>
        <Figure of="open">{open}</Figure>
        <Figure of="overdue">
          <Warned count={overdue} as="overdue" />
        </Figure>
        <Figure of="closed">{closed}</Figure>
        <Figure of="of toil a week">{numberText(toilHoursPerWeek)} h</Figure>
        <Figure of="last review">{reviewed === '' ? <Nothing>none found</Nothing> : <Day day={reviewed} />}</Figure>
      </Figures>
      {entries.length > 0 && (
        <SortTable label="Entries of the register" columns={columnsFor(assessment)} rows={entries} leftOut={leftOut} />
      )}
      {months.length > 1 && <Past months={months} />}
    </>
  );
}

function columnsFor(assessment: AssessmentJson): readonly Column<Entry>[] {
  return [
    {
      id: 'title',
      title: 'What costs time',
      value: entry => entry.title,
      cell: entry => (
        <Subject spot={entry} assessment={assessment}>
          {entry.id !== '' && (
            <>
              <bdi className="row-id">{entry.id}</bdi>{' '}
            </>
          )}
          <bdi>{entry.title}</bdi>
          <About entry={entry} />
        </Subject>
      ),
    },
    { id: 'status', title: 'Status', value: entry => statuses.indexOf(entry.status), cell: entry => <State of={entry.status} /> },
    { id: 'due', title: 'Due', value: entry => entry.due, cell: entry => <Day day={entry.due} /> },
    {
      id: 'toil',
      title: 'Hours a week',
      isFigure: true,
      value: entry => entry.toilHoursPerWeek,
      cell: ({ toilHoursPerWeek: hours }) => (hours === null ? <Nothing>not estimated</Nothing> : numberText(hours)),
    },
    { id: 'severity', title: 'Severity', value: entry => ranked(entry.severity), cell: entry => textOr(entry.severity, '–') },
    { id: 'owner', title: 'Owner', value: entry => entry.owner, cell: entry => textOr(entry.owner, 'nobody') },
  ];
}

const statuses: readonly Entry['status'][] = ['overdue', 'open', 'closed'];

/** Words of severity by what they mean; others by their letters. */
function ranked(severity: string): string {
  const rank = ['critical', 'high', 'medium', 'low'].indexOf(severity.toLowerCase());
  return rank === -1 ? severity : `${rank}`;
}

function About({ entry: { category, noticed } }: { readonly entry: Entry }) {
  if (category === '' && noticed === '') return null;
  return (
    <span className="muted row-about">
      {category !== '' && <bdi>{category}</bdi>}
      {category !== '' && noticed !== '' && ' · '}
      {noticed !== '' && (
        <>
          from <bdi>{noticed}</bdi>
        </>
      )}
    </span>
  );
}

function textOr(text: string, otherwise: string) {
  return text === '' ? <Nothing>{otherwise}</Nothing> : <bdi>{text}</bdi>;
}

function Past({ months }: { readonly months: Register['months'] }) {
  const points = (value: (month: Register['months'][number]) => number) =>
    months.map(month => ({ at: `${month.month}-01T00:00:00.000Z`, value: value(month) }));
  return (
    <Trend
      title="Toil and open entries, from git history"
      note="Each month in which the register changed, as it stood at its end."
      unit=""
      lines={[
        { label: 'Hours of toil a week', points: points(month => month.toilHoursPerWeek) },
        { label: 'Open entries', dashed: true, points: points(month => month.open) },
      ]}
    />
  );
}
