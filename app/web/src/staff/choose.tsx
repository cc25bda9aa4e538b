/** Small parts of the staff client's forms. */
import type { ComponentChildren } from "preact";

interface ManyProps<T extends string | number> {
  legend: string;
  all: readonly T[];
  chosen: readonly T[];
  name: (value: T) => string;
  /** Said where nothing is chosen. */
  none?: string;
  onChange: (chosen: T[]) => void;
}

/** Any number of a few. */
export function ChooseMany<T extends string | number>(props: ManyProps<T>) {
  const { all, chosen } = props;
  const flip = (value: T) =>
    props.onChange(all.filter((one) => (one === value ? !chosen.includes(one) : chosen.includes(one))));
  return (
    <fieldset class="pills">
      <legend>
        {props.legend} {chosen.length === 0 && props.none && <span class="soft">{props.none}</span>}
      </legend>
      {all.map((value) => (
        <label key={value} class="pill">
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => flip(value)} />
          {props.name(value)}
        </label>
      ))}
    </fieldset>
  );
}

interface FieldProps {
  id: string;
  label: string;
  hint?: string;
  children: ComponentChildren;
}

/** A labelled field with its hint. */
export function Field({ id, label, hint, children }: FieldProps) {
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children}
    </div>
  );
}

interface OneProps {
  id: string;
  value: string;
  options: Record<string, string>;
  onChange: (value: string) => void;
}

/** One of a few, by a select. */
export function ChooseOne({ id, value, options, onChange }: OneProps) {
  return (
    <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      {Object.entries(options).map(([name, text]) => (
        <option key={name} value={name}>
          {text}
        </option>
      ))}
    </select>
  );
}
