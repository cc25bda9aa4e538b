import { useSignal, useSignalEffect } from "@preact/signals";
import type { Answer } from "../../api/types";
import { answering as words } from "../../texts/en/answering";
import type { Answering } from "./answering";
import { parseNumber } from "./number";
import "./numeric.css";

const numberOf = (answer: Answer | null): number | null =>
  answer && "value" in answer ? answer.value : null;

export default function Numeric({ item, entry, edit }: Answering) {
  const id = `number-${item.id}`;
  const stored = numberOf(entry.answer.value);
  const typed = useSignal(stored === null ? "" : String(stored));
  const value = parseNumber(typed.value);
  const invalid = typed.value.trim() !== "" && value === undefined;

  useSignalEffect(() => {
    // Another tab or device answered: show its number, but never rewrite how this person typed the same one.
    const held = numberOf(entry.answer.value);
    if (held !== (parseNumber(typed.peek()) ?? null)) typed.value = held === null ? "" : String(held);
  });

  const type = (text: string) => {
    typed.value = text;
    const number = parseNumber(text);
    if (number !== undefined) edit({ value: number });
    else if (stored !== null) edit({ value: null });
  };
  return (
    <div class="field numeric-field">
      <label for={id}>{words.number}</label>
      <p class="hint" id={`${id}-hint`}>
        {words.numberHint}
      </p>
      <div class="numeric-row">
        <input
          id={id}
          type="text"
          inputMode="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={typed.value}
          aria-invalid={invalid}
          aria-describedby={`${id}-hint ${id}-read`}
          onInput={(event) => type(event.currentTarget.value)}
        />
        {item.unit && <span>{item.unit}</span>}
      </div>
      <p id={`${id}-read`} class={invalid ? "field-error" : "hint"} role="status">
        {invalid
          ? words.notANumber
          : value !== undefined && String(value) !== typed.value.trim()
            ? words.readAs(value)
            : ""}
      </p>
    </div>
  );
}
