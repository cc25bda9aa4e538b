import { useSignal } from "@preact/signals";
import { Prose } from "../../prose/prose";
import { items as words } from "../../texts/en/candidate";
import { countWords } from "../answers";
import type { Answering } from "./answering";
import "./written.css";

const WARN_WITH_LEFT = 500;

export default function Written({ item, entry, edit }: Answering) {
  const preview = useSignal(false);
  const answer = entry.answer.value;
  const text = answer && "text" in answer ? answer.text : "";
  const left = (item.max_length ?? Number.POSITIVE_INFINITY) - [...text].length;
  return (
    <div class="field">
      <div class="written-head">
        <label for="prose">{words.written}</label>
        <div class="buttons tight">
          <button
            type="button"
            class="quiet"
            aria-pressed={!preview.value}
            onClick={() => (preview.value = false)}
          >
            {words.write}
          </button>
          <button
            type="button"
            class="quiet"
            aria-pressed={preview.value}
            onClick={() => (preview.value = true)}
          >
            {words.preview}
          </button>
        </div>
      </div>
      {preview.value ? (
        <div class="card preview" aria-live="polite">
          {text.trim() ? <Prose text={text} own /> : <p class="soft">{words.nothingToPreview}</p>}
        </div>
      ) : (
        <textarea
          id="prose"
          value={text}
          aria-describedby="prose-hint"
          onInput={(event) => edit({ text: event.currentTarget.value })}
        />
      )}
      <p class="hint spread">
        <span id="prose-hint">{words.writtenHint}</span>
        <span>
          {left <= WARN_WITH_LEFT ? (
            <strong class={left < 0 ? "bad-text" : ""}>{words.charactersLeft(left)}</strong>
          ) : (
            words.words(countWords(text))
          )}
        </span>
      </p>
    </div>
  );
}
