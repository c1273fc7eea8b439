import { FieldError, Input, Label, Radio, RadioGroup, Text, TextArea, TextField } from 'react-aria-components';

interface Props {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly kind?: 'text' | 'url' | 'date' | 'lines';
  readonly isOptional?: boolean;
  readonly shortest?: number;
  readonly earliest?: string;
}

/** A labelled field with its hint, and with what is wrong with it. */
export function Field({ name, label, hint, value, onChange, kind = 'text', isOptional = false, shortest, earliest }: Props) {
  return (
    <TextField
      className={`form-field field-${kind}`}
      name={name}
      value={value}
      onChange={onChange}
      isRequired={!isOptional}
      type={kind === 'url' ? 'url' : 'text'}
      maxLength={kind === 'lines' ? 4000 : 2000}
      {...(shortest ? { minLength: shortest } : {})}
    >
      <Label>
        {label}
        {isOptional && <span className="muted"> (optional)</span>}
      </Label>
      {kind === 'lines' ? <TextArea rows={2} /> : <Input {...(kind === 'date' ? { type: 'date', min: earliest } : {})} />}
      {hint && (
        <Text slot="description" className="hint">
          {hint}
        </Text>
      )}
      <FieldError className="field-error" />
    </TextField>
  );
}

interface MetProps {
  readonly value: boolean | null;
  readonly onChange: (met: boolean) => void;
  readonly takesFocus: boolean;
}

/** Nobody states anything by leaving a default as it is. */
export function MetOrNot({ value, onChange, takesFocus }: MetProps) {
  return (
    <RadioGroup
      className="radios"
      name="met"
      isRequired
      orientation="horizontal"
      value={value === null ? null : String(value)}
      onChange={chosen => onChange(chosen === 'true')}
    >
      <Label>Is it so?</Label>
      <Radio value="true" autoFocus={takesFocus}>
        <span className="dot" />
        Yes, it is met
      </Radio>
      <Radio value="false">
        <span className="dot" />
        No, it is not met
      </Radio>
      <FieldError className="field-error" />
    </RadioGroup>
  );
}
