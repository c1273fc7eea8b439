import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import { Icon } from './icon.tsx';

interface Props {
  readonly isTicked: boolean;
  readonly onChange: (isTicked: boolean) => void;
  readonly children: ReactNode;
}

export function Tick({ isTicked, onChange, children }: Props) {
  return (
    <Checkbox className="tick" isSelected={isTicked} onChange={onChange}>
      <span className="box">
        <Icon name="check" />
      </span>
      <span>{children}</span>
    </Checkbox>
  );
}
