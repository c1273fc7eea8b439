import type { AssessmentJson } from '../../../../src/report/contract.ts';
import type { StatedJson } from '../../../../src/report/web-contract.ts';
import type { Draft } from '../../data/drafts.ts';
import type { StatingThere } from '../../data/use-statements.ts';
import { Editing, type Opened } from './editing.tsx';
import { Said } from './said.tsx';
import type { CheckLine } from './select.ts';
import { TakeAway } from './take-away.tsx';

export type PersonsWords = NonNullable<AssessmentJson['statements']>[number];

interface Props {
  readonly line: CheckLine;
  /** By its name. */
  readonly workload: string;
  /** What the assessment heard about the criterion. */
  readonly heard: readonly PersonsWords[];
  readonly there: StatingThere | undefined;
  readonly draft: Draft | undefined;
  readonly opened: Opened | undefined;
  readonly onOpen: (opened: Opened | undefined) => void;
}

/** What people say about a criterion, and how to say something. */
export function StatementPart({ line, workload, heard, there, draft, opened, onOpen }: Props) {
  const { id, expires } = line.criterion;
  const stated = there?.statements.find(({ criterion }) => criterion === id);
  const elsewhere = newest(there ? heard.filter(({ kept }) => kept === 'settings') : heard);
  return (
    <>
      {stated && <Said saying={{ ...stated, by: stated.author }} note={noteOn(stated, heard)} />}
      {elsewhere && (
        <Said
          saying={{ ...elsewhere, until: elsewhere.until ?? expires?.slice(0, 10) ?? null }}
          note={elsewhere.kept === 'settings' ? 'in opsex.yaml' : 'on the server'}
        />
      )}
      {there?.mayState && <Editing {...{ line, workload, there, stated, draft, opened, onOpen }} />}
      {!there && <TakeAway criterion={id} days={line.days} />}
    </>
  );
}

function newest(words: readonly PersonsWords[]): PersonsWords | undefined {
  return [...words].sort((a, b) => (a.on < b.on ? -1 : 1)).at(-1);
}

function noteOn({ claim, author, on, met }: StatedJson, heard: readonly PersonsWords[]): string {
  const isHeard = heard.some(
    each => each.kept === 'store' && each.claim === claim && each.by === author && each.on === on && each.met === met,
  );
  return isHeard ? 'heard by this assessment' : 'counts from the next opsex assess --save';
}
