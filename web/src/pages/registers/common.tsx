import type { ReactNode } from 'react';
import type { AssessmentJson } from '../../../../src/report/contract.ts';
import { Icon, type IconName } from '../../parts/icon.tsx';
import { Place } from '../../parts/place.tsx';
import { dayOf } from '../../words.ts';

export type Registers = NonNullable<AssessmentJson['registers']>;

interface Spot {
  readonly path: string;
  readonly line: number;
  readonly source?: string | undefined;
}

interface AtProps {
  readonly spot: Spot;
  readonly assessment: AssessmentJson;
  /** The file is named beside it. */
  readonly onlyLine?: boolean;
}

/** File and line of a row. */
export function At({ spot, assessment, onlyLine = false }: AtProps) {
  const { path, line, source } = spot;
  const statement = { kind: '', summary: '', path, line, endLine: line, ...(source === undefined ? {} : { source }) };
  return <Place statement={statement} assessment={assessment} onlyLines={onlyLine} />;
}

interface SubjectProps {
  readonly children: ReactNode;
  readonly spot: Spot;
  readonly assessment: AssessmentJson;
}

/** What a row is about, and where that stands. */
export function Subject({ children, spot, assessment }: SubjectProps) {
  return (
    <>
      <p className="row-subject">{children}</p>
      <p className="row-place">
        <At spot={spot} assessment={assessment} />
        {spot.source !== undefined && (
          <span className="muted">
            {' '}
            in <bdi>{spot.source}</bdi>
          </span>
        )}
      </p>
    </>
  );
}

const states = {
  overdue: ['late', 'not_met', 'overdue'],
  open: ['open', 'unknown', 'open'],
  closed: ['check', 'not_applicable', 'closed'],
  done: ['met', 'met', 'done'],
  missing: ['not_met', 'not_met', 'missing'],
  doubtful: ['unknown', 'unknown', 'not known'],
  there: ['met', 'met', 'there'],
} as const satisfies Readonly<Record<string, readonly [IconName, string, string]>>;

/** A state as shape, word and colour. */
export function State({ of, children }: { readonly of: keyof typeof states; readonly children?: ReactNode }) {
  const [icon, tone, word] = states[of];
  return (
    <span className="verdict" data-verdict={tone}>
      <Icon name={icon} />
      {children ?? word}
    </span>
  );
}

/** A day, or that none is known. */
export function Day({ day }: { readonly day: string }) {
  return /^\d{4}-\d{2}-\d{2}$/.test(day) ? <span className="day">{dayOf(day)}</span> : <span className="day muted">no date</span>;
}

export function Nothing({ children }: { readonly children: ReactNode }) {
  return <span className="muted">{children}</span>;
}

/** Numbers that say it all. */
export function Figures({ children }: { readonly children: ReactNode }) {
  return <dl className="figures">{children}</dl>;
}

export function Figure({ of, children }: { readonly of: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{of}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** A number that should be zero, marked when it is not. */
export function Warned({ count, as }: { readonly count: number; readonly as: 'overdue' | 'missing' }) {
  return count > 0 ? <State of={as}>{count}</State> : 0;
}
