import { useMemo, useState } from 'react';
import { useModelText, useWorkload } from '../../data/use-data.ts';
import { useStatingThere } from '../../data/use-statements.ts';
import { Share } from '../../parts/share.tsx';
import { addressOf, type ChecklistPart } from '../../route.ts';
import { shortId } from '../../words.ts';
import { ServiceHead } from '../service/service-head.tsx';
import { Check } from './check.tsx';
import { DraftsLeft } from './drafts-left.tsx';
import type { Opened } from './editing.tsx';
import { Parts } from './parts.tsx';
import { belongsTo, grouped, linesOf } from './select.ts';
import { StatementCounts } from './statement-counts.tsx';
import { useOwnDrafts } from './use-own-drafts.ts';

/** What to look at together: every criterion above level 1, what evidence says of it, and what people say. */
export function ChecklistPage({ workload, show }: { readonly workload: string; readonly show: ChecklistPart }) {
  const { row, assessment } = useWorkload(workload);
  const model = useModelText();
  const there = useStatingThere(row.name);
  const drafts = useOwnDrafts(there, row.name);
  const [opened, setOpened] = useState<ReadonlyMap<string, Opened>>(() => new Map([...drafts.keys()].map(id => [id, 'found'])));
  const lines = useMemo(() => linesOf(assessment, model), [assessment, model]);
  const shown = lines.filter(line => belongsTo(show, line) || drafts.has(line.criterion.id) || opened.has(line.criterion.id));
  const open = (id: string, how: Opened | undefined) =>
    setOpened(before => new Map([...before].filter(([each]) => each !== id).concat(how ? [[id, how]] : [])));
  return (
    <>
      <ServiceHead row={row} assessment={assessment} page="checklist" />
      <Parts
        lines={lines}
        shown={shown.length}
        part={show}
        onChange={part => location.replace(addressOf({ page: 'checklist', workload, show: part }))}
      >
        <StatementCounts there={there} heard={assessment.statements ?? []} />
      </Parts>
      {there && <DraftsLeft drafts={drafts} lines={lines} outbox={there.outbox} onOpen={id => open(id, 'asked')} />}
      {grouped(shown, assessment.controls).map(({ level, groups }) => (
        <section key={level} className="panel checklist-level" aria-labelledby={`level-${level}`}>
          <header className="level-head">
            <h2 id={`level-${level}`}>
              Level {level} <span className="muted">{model?.levels.find(each => each.level === level)?.name}</span>
            </h2>
            <MetOf lines={lines.filter(({ criterion }) => criterion.level === level)} level={level} />
          </header>
          {groups.map(({ control, lines: own }) => (
            <div key={control.id} className="checklist-control">
              <h3>
                <span className="number">{shortId(control.id)}</span> {control.title}
              </h3>
              <ul className="checks">
                {own.map(line => (
                  <Check
                    key={line.criterion.id}
                    line={line}
                    row={row}
                    heard={(assessment.statements ?? []).filter(each => each.criterion === line.criterion.id)}
                    there={there}
                    draft={drafts.get(line.criterion.id)}
                    opened={opened.get(line.criterion.id)}
                    onOpen={how => open(line.criterion.id, how)}
                  />
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </>
  );
}

function MetOf({ lines, level }: { readonly lines: ReturnType<typeof linesOf>; readonly level: number }) {
  const applicable = lines.filter(({ criterion }) => criterion.verdict !== 'not_applicable');
  const met = applicable.filter(({ criterion }) => criterion.verdict === 'met').length;
  return <Share label={`Met at level ${level}`} covered={met} of={applicable.length} />;
}
