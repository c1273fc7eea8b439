import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AssessmentJson, CriterionJson } from '../../../src/report/contract.ts';
import { useWorkload } from '../data/use-data.ts';
import { Choice } from '../parts/choice.tsx';
import { LevelMark } from '../parts/level.tsx';
import { Statements } from '../parts/statements.tsx';
import { VerdictMark } from '../parts/verdict-mark.tsx';
import { basisText, causeText, levelInWords, momentOf, plural, shortId } from '../words.ts';
import { ServiceHead } from './service/service-head.tsx';

type Most = 'all' | '10' | '3';
const mosts: readonly (readonly [Most, string])[] = [
  ['all', 'all of it'],
  ['10', 'the first 10'],
  ['3', 'the first 3'],
];

/** Everything with where it comes from: made to be printed and kept. */
export function AuditPage({ workload }: { readonly workload: string }) {
  const { row, assessment } = useWorkload(workload);
  const [most, setMost] = useState<Most>('all');
  return (
    <article className="audit">
      <ServiceHead row={row} assessment={assessment} page="audit" />
      <div className="filters no-print">
        <Choice label="Evidence of each criterion" value={most} options={mosts} onChange={setMost} />
        <Button className="button" onPress={() => print()}>
          Print or save as PDF
        </Button>
      </div>
      <Sources assessment={assessment} />
      {assessment.controls.map(control => (
        <section key={control.id} className="audit-control" aria-labelledby={control.id}>
          <h2 id={control.id}>
            <span className="number">{shortId(control.id)}</span> {control.title} <LevelMark level={control.level} />
          </h2>
          {assessment.criteria
            .filter(criterion => criterion.control === control.id)
            .map(criterion => (
              <Criterion
                key={criterion.id}
                criterion={criterion}
                assessment={assessment}
                first={most === 'all' ? undefined : Number(most)}
              />
            ))}
        </section>
      ))}
      <Unread assessment={assessment} />
    </article>
  );
}

function Sources({ assessment }: { readonly assessment: AssessmentJson }) {
  const { workload, model, opsex, asOf, overall, config, coverage } = assessment;
  return (
    <section className="panel" aria-labelledby="provenance">
      <h2 id="provenance">Provenance</h2>
      <dl className="pairs">
        <dt>Result</dt>
        <dd>
          {levelInWords(overall.level)}
          {overall.progress && `; ${overall.progress.met} of ${overall.progress.of} gates to level ${overall.progress.level}`}
        </dd>
        <dt>Decided</dt>
        <dd>
          {coverage.met} met, {coverage.not_met} not met, {coverage.unknown} unknown, {coverage.waived} waived, {coverage.not_applicable} do
          not apply
        </dd>
        <dt>As of</dt>
        <dd>{momentOf(asOf)}</dd>
        <dt>Model</dt>
        <dd>
          {model.id} {model.version} <code className="long">{model.digest}</code>
        </dd>
        <dt>Made by</dt>
        <dd>opsex {opsex}</dd>
        <dt>Settings</dt>
        <dd>{config ? <code>{config.path}</code> : 'none applied'}</dd>
        {workload.sources.map(source => (
          <SourcePart key={source.path} source={source} />
        ))}
      </dl>
    </section>
  );
}

function SourcePart({ source }: { readonly source: AssessmentJson['workload']['sources'][number] }) {
  const state = [
    source.dirty === true ? 'with uncommitted changes' : source.dirty === false ? 'without uncommitted changes' : undefined,
    source.shallow ? 'shallow clone' : undefined,
    plural(source.files, 'file'),
  ].filter(Boolean);
  return (
    <>
      <dt>{source.kind === 'repository' ? 'Repository' : 'Folder'}</dt>
      <dd>
        <bdi>{source.name ?? source.path}</bdi>
        <br />
        {source.commit && <code className="long">{source.commit}</code>} <span className="muted">{state.join(', ')}</span>
      </dd>
    </>
  );
}

interface CriterionProps {
  readonly criterion: CriterionJson;
  readonly assessment: AssessmentJson;
  readonly first: number | undefined;
}

function Criterion({ criterion, assessment, first }: CriterionProps) {
  const { id, ask, verdict, reason, cause, basis, strength, coverage, evidence, missing, searched, level, gate } = criterion;
  return (
    <section className="audit-criterion" aria-labelledby={id}>
      <h3 id={id}>{ask}</h3>
      <p className="audit-verdict">
        <VerdictMark verdict={verdict} /> {reason}
        {cause && ` (${causeText[cause]})`}
      </p>
      <p className="muted">
        <code>{id}</code> · level {level}
        {gate !== null && ` · gate to level ${gate}`} · rests on {basisText[basis]}
        {strength && `, ${strength}`}
        {coverage && ` · ${coverage.covered} of ${coverage.applicable}`} · {plural(searched.files, 'file')} read by{' '}
        {plural(searched.detectors.length, 'detector')}
      </p>
      {evidence.length > 0 && (
        <>
          <h4>Evidence</h4>
          <Statements statements={evidence} assessment={assessment} first={first} />
        </>
      )}
      {missing.length > 0 && (
        <>
          <h4>{verdict === 'unknown' ? 'Cannot be decided' : 'Falls short'}</h4>
          <Statements statements={missing} assessment={assessment} first={first} />
        </>
      )}
    </section>
  );
}

function Unread({ assessment: { unread, notes } }: { readonly assessment: AssessmentJson }) {
  return (
    <section className="panel" aria-labelledby="unread">
      <h2 id="unread">What was not read</h2>
      {unread.length === 0 && notes.length === 0 && <p>Every file that was wanted could be read.</p>}
      <ul className="plain">
        {notes.map(note => (
          <li key={note}>{note}</li>
        ))}
        {unread.map(({ path, reason }) => (
          <li key={path}>
            <bdi className="place">{path}</bdi> <span className="muted">{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
