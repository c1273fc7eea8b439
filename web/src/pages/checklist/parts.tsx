import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { type ChecklistPart, checklistParts } from '../../route.ts';
import { plural } from '../../words.ts';
import { belongsTo, type CheckLine } from './select.ts';

const labels: Readonly<Record<ChecklistPart, string>> = {
  all: 'All',
  open: 'Open',
  people: 'Only people can say',
  gates: 'Gates',
};

interface Props {
  readonly lines: readonly CheckLine[];
  readonly shown: number;
  readonly part: ChecklistPart;
  readonly onChange: (part: ChecklistPart) => void;
  readonly children: ReactNode;
}

/** Which part of the checklist is shown. */
export function Parts({ lines, shown, part, onChange, children }: Props) {
  return (
    <div className="checklist-parts">
      <ToggleButtonGroup
        aria-label="Show"
        className="toggle-group no-print"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[part]}
        onSelectionChange={keys => onChange(([...keys][0] as ChecklistPart | undefined) ?? 'all')}
      >
        {checklistParts.map(each => (
          <ToggleButton key={each} id={each}>
            {labels[each]} <span className="count">{lines.filter(line => belongsTo(each, line)).length}</span>
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <p role="status" className="muted">
        {shown === lines.length
          ? plural(lines.length, 'criterion', 'criteria')
          : `${shown} of ${plural(lines.length, 'criterion', 'criteria')}`}{' '}
        of levels 2 to 5
      </p>
      {children}
    </div>
  );
}
