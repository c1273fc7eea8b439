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

/** Statements, file by file. */
export function Statements({ statements, assessment, first = Number.POSITIVE_INFINITY }: Props) {
  const [all, setAll] = useState(false);
  const shown = all ? statements : statements.slice(0, first);
  const hidden = statements.length - shown.length;
  return (
    <>
      <ul className="statements">
        {byFile(shown).map(({ path, own }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
          <li key={index}>
            {path !== null && own.length > 1 && <bdi className="place file">{path}</bdi>}
            <Own statements={own} assessment={assessment} isGroup={path !== null && own.length > 1} />
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <>
          <Button className="quiet" onPress={() => setAll(true)}>
            Show {hidden} more
          </Button>
          <p className="on-paper">and {hidden} more</p>
        </>
      )}
    </>
  );
}

interface OfFile {
  readonly path: string | null;
  readonly own: StatementJson[];
}

/** What follows each other in the same file stands together. */
function byFile(statements: readonly StatementJson[]): readonly OfFile[] {
  const files: OfFile[] = [];
  for (const statement of statements) {
    const last = files.at(-1);
    if (last && last.path === statement.path) last.own.push(statement);
    else files.push({ path: statement.path, own: [statement] });
  }
  return files;
}

function Own({ statements, assessment, isGroup }: Omit<Props, 'first'> & { readonly isGroup: boolean }) {
  if (!isGroup)
    return statements.map((statement, index) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
      <div key={index}>
        <Place statement={statement} assessment={assessment} />
        <Said statement={statement} />
      </div>
    ));
  return (
    <ul className="in-file">
      {statements.map((statement, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes its order
        <li key={index}>
          <Place statement={statement} assessment={assessment} onlyLines />
          <Said statement={statement} />
        </li>
      ))}
    </ul>
  );
}

function Said({ statement: { summary, kind, accordingTo, source } }: { readonly statement: StatementJson }) {
  const rest = summary.startsWith(kind) ? summary.slice(kind.length).replace(/^[:\s]+/, '') : summary;
  const [name, details] = split(rest);
  return (
    <p className="said">
      <span className="kind">{kind}</span> <bdi className="subject">{name}</bdi> <bdi className="muted">{details}</bdi>
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

/** What it is about, and what is said of it. */
function split(text: string): readonly [string, string] {
  const at = text.indexOf(': ');
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 2)];
}
