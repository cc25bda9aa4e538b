import { useSignal } from "@preact/signals";
import type { Item } from "../../api/types";
import { Prose } from "../../prose/prose";
import { answering as words } from "../../texts/en/answering";
import type { Answering } from "./answering";
import { countWords, fullness } from "./words";
import "./written.css";

const WARN_WITH_LEFT = 500;

export default function Written({ item, entry, edit }: Answering) {
  const id = `prose-${item.id}`;
  const preview = useSignal(false);
  const answer = entry.answer.value;
  const text = answer && "text" in answer ? answer.text : "";
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
        <Length text={text} item={item} />
      </p>
    </div>
  );
}

/** How long the text is, against the words asked for and the characters that are taken at all. */
function Length({ text, item }: { text: string; item: Item }) {
  const count = countWords(text);
  const left = (item.max_length ?? Number.POSITIVE_INFINITY) - [...text].length;
  const full = fullness(count, item.max_words ?? Number.POSITIVE_INFINITY);
  return (
    <span>
      {left <= WARN_WITH_LEFT ? (
        <strong class={left < 0 ? "bad-text" : "warn-text"}>{words.charactersLeft(left)}</strong>
      ) : (
        <span class={full === "short" ? "" : "warn-text"}>
          {item.max_words ? words.wordsOf(count, item.max_words) : words.words(count)}
        </span>
      )}{" "}
      {/* Said once as a bound is passed: the count itself changes with every word. */}
      <span class={full === "over" ? "warn-text" : "unseen"} role="status">
        {left < 0 ? words.notSaved : words.fullness[full]}
      </span>
    </span>
  );
}
