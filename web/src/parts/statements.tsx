import { useState } from 'react';
import { Button } from 'react-aria-components';
import type { AssessmentJson, StatementJson } from '../../../src/report/contract.ts';
import { plural } from '../words.ts';
import { Place } from './place.tsx';

interface Props {
  readonly statements: readonly StatementJson[];
  readonly assessment: AssessmentJson;
  /** How many are shown at first; all when left out. */
  readonly first?: number;
}

export function Statements({ statements, assessment, first = Number.POSITIVE_INFINITY }: Props) {
  const [all, setAll] = useState(false);
  const shown = all ? statements : statements.slice(0, first);
  const hidden = statements.length - shown.length;
  return (
    <>
      <ul className="statements">
        {shown.map((statement, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
          <li key={index}>
            <Place statement={statement} assessment={assessment} />
            <Said statement={statement} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <Button className="quiet" onPress={() => setAll(true)}>
          Show {hidden} more
        </Button>
      )}
    </>
  );
}

function Said({ statement: { summary, kind, accordingTo, source } }: { readonly statement: StatementJson }) {
  const rest = summary.startsWith(kind) ? summary.slice(kind.length).replace(/^[:\s]+/, '') : summary;
  return (
    <p className="said">
      <span className="kind">{kind}</span> <bdi>{rest}</bdi>
      {source !== undefined && <span className="muted"> · in {source}</span>}
      {accordingTo && accordingTo.length > 0 && (
        <span className="muted">
          {' '}
          · rests on {accordingTo.map(place => `${place.path}:${place.line}`).join(', ')} ({plural(accordingTo.length, 'line')} of the
          settings)
        </span>
      )}
    </p>
  );
}
