import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { items as words } from "../../texts/en/candidate";
import { parseNumber } from "../answers";
import type { Answering } from "./answering";

export function Numeric({ exam, item, entry }: Answering) {
  const answer = entry.answer.value;
  const stored = answer && "value" in answer ? answer.value : null;
  const typed = useSignal(stored === null ? "" : String(stored));
  const value = parseNumber(typed.value);
  const invalid = typed.value.trim() !== "" && value === undefined;

  useEffect(() => {
    // Another tab or device answered: show its number, but never rewrite how this person typed the same one.
    if (stored !== (parseNumber(typed.peek()) ?? null)) typed.value = stored === null ? "" : String(stored);
  }, [stored, typed]);

  const type = (text: string) => {
    typed.value = text;
    const number = parseNumber(text);
    if (number !== undefined) exam.outbox.edit(item.id, { value: number });
    else if (stored !== null) exam.outbox.edit(item.id, { value: null });
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
