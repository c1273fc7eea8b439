import { Meter } from 'react-aria-components';

interface Props {
  readonly label: string;
  readonly covered: number;
  readonly of: number;
}

/** A part of a whole, as bar and numbers. */
export function Share({ label, covered, of }: Props) {
  return (
    <Meter className="share" aria-label={label} value={covered} maxValue={Math.max(of, 1)} valueLabel={`${covered} of ${of}`}>
      {({ percentage, valueText }) => (
        <>
          <span className="bar" aria-hidden="true">
            <i style={{ width: `${percentage}%` }} />
          </span>
          <span aria-hidden="true">{valueText}</span>
        </>
      )}
    </Meter>
  );
}
