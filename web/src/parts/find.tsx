import { Button, Input, Label, SearchField } from 'react-aria-components';
import { Icon } from './icon.tsx';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function Find({ label, value, onChange }: Props) {
  return (
    <SearchField className="find" value={value} onChange={onChange}>
      <Label>{label}</Label>
      <div className="field">
        <Input />
        <Button aria-label="Clear">
          <Icon name="cross" />
        </Button>
      </div>
    </SearchField>
  );
}
