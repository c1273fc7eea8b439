import type { AssessmentJson } from '../../../../src/report/contract.ts';
import { Share } from '../../parts/share.tsx';
import { type Column, SortTable } from '../../parts/sort-table.tsx';
import { plural } from '../../words.ts';
import { At, Day, Figure, Figures, Nothing, type Registers, State, Subject, Warned } from './common.tsx';

type Register = NonNullable<Registers['postmortems']>;
type Action = Register['actions'][number];

interface Props {
  readonly postmortems: Register | undefined;
  readonly assessment: AssessmentJson;
}

export function Postmortems({ postmortems, assessment }: Props) {
  return (
    <section className="panel" aria-labelledby="postmortems">
      <h2 id="postmortems">Actions of postmortems</h2>
      {postmortems ? <Known register={postmortems} assessment={assessment} /> : <None />}
    </section>
  );
}

function None() {
  return (
    <div className="none-yet">
      <p>No postmortem was found: what happened in an incident, why, and who does what about it until when.</p>
      <p>
        Begin one with <code>opsex postmortem new "Payments fail" --date 2026-06-05 --severity SEV1</code>, and policy and template with{' '}
        <code>opsex scaffold postmortems</code>.
      </p>
    </div>
  );
}

function Known({ register, assessment }: { readonly register: Register; readonly assessment: AssessmentJson }) {
  const { postmortems, open, overdue, due, done, actions, leftOut, withoutActions } = register;
  return (
    <>
      <Figures>
        <Figure of={postmortems === 1 ? 'postmortem' : 'postmortems'}>{postmortems}</Figure>
        <Figure of={open === 1 ? 'open action' : 'open actions'}>{open}</Figure>
        <Figure of="overdue">
          <Warned count={overdue} as="overdue" />
        </Figure>
        <Figure of="due actions done">
          {due === 0 ? <Nothing>none is due yet</Nothing> : <Share label="Due actions that are done" covered={done} of={due} />}
        </Figure>
      </Figures>
      {actions.length > 0 ? (
        <>
          <SortTable label="Actions of postmortems" columns={columnsFor(assessment)} rows={actions} leftOut={leftOut} />
          <p className="muted after-table">An action without a date counts as overdue 30 days after its incident.</p>
        </>
      ) : (
        <p>None of them says what is to be done.</p>
      )}
      {withoutActions.length > 0 && <Bare reviews={withoutActions} assessment={assessment} />}
    </>
  );
}

function columnsFor(assessment: AssessmentJson): readonly Column<Action>[] {
  return [
    {
      id: 'text',
      title: 'What is to be done',
      value: action => action.text,
      cell: action => (
        <Subject spot={action} assessment={assessment}>
          <bdi>{action.text}</bdi>
          <span className="muted row-about">
            <bdi>{action.postmortem}</bdi>
          </span>
        </Subject>
      ),
    },
    { id: 'status', title: 'Status', value: action => statuses.indexOf(action.status), cell: action => <State of={action.status} /> },
    { id: 'due', title: 'Due', value: action => action.due, cell: action => <Day day={action.due} /> },
    { id: 'incident', title: 'Incident', value: action => action.incident, cell: action => <Day day={action.incident} /> },
    { id: 'owner', title: 'Owner', value: ownerOf, cell: action => <Owner action={action} /> },
  ];
}

const statuses: readonly Action['status'][] = ['overdue', 'open', 'done'];

function ownerOf({ owner, owned }: Action): string {
  return owner || (owned ? 'somebody' : '');
}

function Owner({ action }: { readonly action: Action }) {
  if (action.owner !== '') return <bdi>{action.owner}</bdi>;
  return <Nothing>{action.owned ? 'somebody' : 'nobody'}</Nothing>;
}

function Bare({ reviews, assessment }: { readonly reviews: Register['withoutActions']; readonly assessment: AssessmentJson }) {
  return (
    <>
      <h3>{plural(reviews.length, 'postmortem')} without an action</h3>
      <ul className="bare">
        {reviews.map(review => (
          <li key={`${review.source ?? ''} ${review.path}:${review.line}`}>
            <Day day={review.date} /> <bdi>{review.title}</bdi>{' '}
            <span className="row-place">
              <At spot={review} assessment={assessment} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
