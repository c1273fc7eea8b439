import { type ReactNode, useId, useState } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';

interface Props {
  readonly title: string;
  readonly note?: ReactNode;
  readonly chart: ReactNode;
  readonly table: ReactNode;
}

/** A chart and the table that says the same. */
export function Twin({ title, note, chart, table }: Props) {
  const [shown, setShown] = useState<'chart' | 'table'>('chart');
  const id = useId();
  return (
    <section className="panel twin" aria-labelledby={id}>
      <header>
        <h2 id={id}>{title}</h2>
        <ToggleButtonGroup
          aria-label={`Show ${title} as`}
          className="toggle-group"
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[shown]}
          onSelectionChange={keys => setShown(keys.has('table') ? 'table' : 'chart')}
        >
          <ToggleButton id="chart">Chart</ToggleButton>
          <ToggleButton id="table">Table</ToggleButton>
        </ToggleButtonGroup>
      </header>
      {note && <p className="muted">{note}</p>}
      <div className="scroll">{shown === 'chart' ? chart : table}</div>
    </section>
  );
}
