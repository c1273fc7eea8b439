import { Suspense } from 'react';
import { Breadcrumb } from 'react-aria-components';
import type { AssessmentJson, CriterionJson } from '../../../src/report/contract.ts';
import type { PortfolioRow } from '../../../src/report/web-contract.ts';
import { useAssessment, useModelText, useWorkload } from '../data/use-data.ts';
import { CodeText } from '../parts/code-text.tsx';
import { PageTitle } from '../parts/page-title.tsx';
import { Share } from '../parts/share.tsx';
import { Statements } from '../parts/statements.tsx';
import { Unfold } from '../parts/unfold.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import { addressOf } from '../route.ts';
import { basisText, causeText, dayOf, plural, shortId } from '../words.ts';
import { BeforeAfter } from './criterion/before-after.tsx';
import { Remedy } from './criterion/remedy.tsx';
import { Trail } from './service/service-head.tsx';

/** How do you know? */
export function CriterionPage({ workload, id }: { readonly workload: string; readonly id: string }) {
  const { row, assessment } = useWorkload(workload);
  const criterion = assessment.criteria.find(each => each.id === id);
  if (!criterion) throw new Error(`The assessment of ${row.name} has no criterion ${id}.`);
  const control = assessment.controls.find(each => each.id === criterion.control);
  return (
    <>
      <Trail row={row}>
        <Breadcrumb>
          <a href={addressOf({ page: 'control', workload, id: criterion.control })}>
            {shortId(criterion.control)} {control?.title}
          </a>
        </Breadcrumb>
        <Breadcrumb>{id}</Breadcrumb>
      </Trail>
      <div className="page-head">
        <PageTitle title={`${id} · ${row.name}`}>{criterion.ask}</PageTitle>
        <p className="muted provenance">
          <code>{id}</code>
          <span>level {criterion.level}</span>
          {criterion.gate !== null && <span className="flag">gate to level {criterion.gate}</span>}
        </p>
      </div>
      <Answer criterion={criterion} />
      <BeforeAfter criterion={criterion} assessment={assessment} />
      <div className="columns wide-left">
        <div>
          <Evidence criterion={criterion} assessment={assessment} />
        </div>
        <div>
          <Remedy criterion={criterion} workload={workload} />
          <Behind criterion={criterion} />
          {row.history.length > 0 && (
            <Suspense fallback={<p className="loading">Loading …</p>}>
              <History row={row} id={id} />
            </Suspense>
          )}
        </div>
      </div>
    </>
  );
}

function Answer({ criterion }: { readonly criterion: CriterionJson }) {
  const { verdict, reason, cause, coverage, waiver } = criterion;
  return (
    <section className="answer" data-verdict={verdict} aria-label="Verdict">
      <VerdictMark verdict={verdict} large />
      <p>
        {sentence(reason)}
        {cause && !reason.includes(causeText[cause]) && <span className="muted"> Cause: {causeText[cause]}.</span>}
      </p>
      {waiver && (
        <p className="waiver">
          Accepted by <bdi>{waiver.owner}</bdi> until {dayOf(waiver.until)}: <bdi>{waiver.reason}</bdi>
        </p>
      )}
      {coverage && <Share label="Fulfilled" covered={coverage.covered} of={coverage.applicable} />}
    </section>
  );
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
}

function Evidence({ criterion, assessment }: { readonly criterion: CriterionJson; readonly assessment: AssessmentJson }) {
  const { evidence, missing, searched, verdict } = criterion;
  const falls = verdict === 'unknown' ? 'What cannot be decided' : 'What falls short';
  return (
    <>
      {evidence.length > 0 && (
        <section className="panel" aria-labelledby="evidence">
          <h2 id="evidence">
            Evidence <Count of={evidence} />
          </h2>
          <Statements statements={evidence} assessment={assessment} first={12} />
        </section>
      )}
      {missing.length > 0 && (
        <section className="panel" aria-labelledby="missing">
          <h2 id="missing">
            {falls} <Count of={missing} />
          </h2>
          <Statements statements={missing} assessment={assessment} first={12} />
        </section>
      )}
      <section className="panel" aria-labelledby="searched">
        <h2 id="searched">What was searched</h2>
        <p>
          {searched.files === 0 ? 'No file that could show it is there.' : `${plural(searched.files, 'file')} read for it.`}{' '}
          {searched.detectors.length > 0 && <span className="muted">Looked for by {plural(searched.detectors.length, 'detector')}:</span>}
        </p>
        <p className="tags">
          {searched.detectors.map(detector => (
            <code key={detector}>{detector}</code>
          ))}
        </p>
      </section>
    </>
  );
}

const mostKept = 50;

function Count({ of }: { readonly of: readonly unknown[] }) {
  return <span className="count">{of.length < mostKept ? of.length : `the first ${mostKept}`}</span>;
}

function Behind({ criterion }: { readonly criterion: CriterionJson }) {
  const text = useModelText()?.criteria.find(each => each.id === criterion.id);
  return (
    <section className="panel" aria-labelledby="behind">
      <h2 id="behind">How it is judged</h2>
      <dl className="pairs">
        <dt>Rests on</dt>
        <dd>
          {basisText[criterion.basis]}
          {criterion.strength && `, ${criterion.strength}`}
        </dd>
        {text && (
          <>
            <dt>Comes from</dt>
            <dd>{text.from.join(', ')}</dd>
          </>
        )}
        {criterion.expires && (
          <>
            <dt>Holds until</dt>
            <dd>{dayOf(criterion.expires)}</dd>
          </>
        )}
      </dl>
      {text && (
        <Unfold title="The test, as the model states it">
          <p className="test">
            <CodeText text={text.test} />
          </p>
        </Unfold>
      )}
    </section>
  );
}

const mostShown = 12;

function History({ row, id }: { readonly row: PortfolioRow; readonly id: string }) {
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol className="history">
        {[...row.history, row].slice(-mostShown).map(({ assessment, asOf }) => (
          <Then key={assessment} assessment={assessment} asOf={asOf} id={id} />
        ))}
      </ol>
    </section>
  );
}

function Then({ assessment, asOf, id }: { readonly assessment: string; readonly asOf: string; readonly id: string }) {
  const criterion = useAssessment(assessment).criteria.find(each => each.id === id);
  return (
    <li>
      <span className="muted">{dayOf(asOf)}</span> {criterion ? <VerdictMark verdict={criterion.verdict} /> : 'not asked then'}
    </li>
  );
}
