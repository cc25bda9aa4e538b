import { useSignal, useSignalEffect } from "@preact/signals";
import type { Answer } from "../../api/types";
import { items as words } from "../../texts/en/candidate";
import { parseNumber } from "../answers";
import type { Answering } from "./answering";
import "./numeric.css";

const numberOf = (answer: Answer | null): number | null =>
  answer && "value" in answer ? answer.value : null;

export default function Numeric({ item, entry, edit }: Answering) {
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
      <label for="number">{words.number}</label>
      <p class="hint" id="number-hint">
        {words.numberHint}
      </p>
      <div class="numeric-row">
        <input
          id="number"
          type="text"
          inputMode="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={typed.value}
          aria-invalid={invalid}
          aria-describedby="number-hint number-read"
          onInput={(event) => type(event.currentTarget.value)}
        />
        {item.unit && <span>{item.unit}</span>}
      </div>
      <p id="number-read" class={invalid ? "field-error" : "hint"} role="status">
        {invalid
          ? words.notANumber
          : value !== undefined && String(value) !== typed.value.trim()
            ? words.readAs(value)
            : ""}
      </p>
    </div>
  );
}
