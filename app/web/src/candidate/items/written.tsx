import { useSignal } from "@preact/signals";
import { Prose } from "../../prose/prose";
import { answering as words } from "../../texts/en/answering";
import type { Answering } from "./answering";
import { countWords } from "./words";
import "./written.css";

const WARN_WITH_LEFT = 500;

export default function Written({ item, entry, edit }: Answering) {
  const id = `prose-${item.id}`;
  const preview = useSignal(false);
  const answer = entry.answer.value;
  const text = answer && "text" in answer ? answer.text : "";
  const left = (item.max_length ?? Number.POSITIVE_INFINITY) - [...text].length;
  return (
    <div class="field">
      <div class="written-head">
        <label for={id}>{words.written}</label>
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
          id={id}
          value={text}
          aria-describedby={`${id}-hint`}
          onInput={(event) => edit({ text: event.currentTarget.value })}
        />
      )}
      <p class="hint spread">
        <span id={`${id}-hint`}>{words.writtenHint}</span>
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
