import { useSignal } from "@preact/signals";
import type { Review } from "../api/types";
import { Prose } from "../prose/prose";
import { review as words } from "../texts/en/staff-reviews";

/** What was written: as set, or as typed with the sentences that share words with a criterion. */
export function Response({ review }: { review: Review }) {
  const marked = useSignal(review.passages !== null);
  if (!review.response.trim()) return <p class="soft">{words.noResponse}</p>;
  if (review.passages === null) return <Prose text={review.response} />;
  return (
    <>
      <div class="buttons tight switch">
        {[true, false].map((value) => (
          <button
            key={String(value)}
            type="button"
            class="quiet"
            aria-pressed={marked.value === value}
            onClick={() => (marked.value = value)}
          >
            {value ? words.withPassages : words.asSet}
          </button>
        ))}
      </div>
      {marked.value ? (
        <>
          <p class="hint">{review.passages.length > 0 ? words.passagesHint : words.noPassages}</p>
          <WithPassages review={review} />
        </>
      ) : (
        <Prose text={review.response} />
      )}
    </>
  );
}

interface Stretch {
  start: number;
  text: string;
  criteria: string[];
}

function stretches(review: Review): Stretch[] {
  const found = new Map<number, Stretch>();
  for (const { criterion, text } of review.passages ?? []) {
    const start = review.response.indexOf(text);
    const title = review.criteria.find((one) => one.id === criterion)?.title ?? criterion;
    const same = found.get(start);
    if (same) same.criteria.push(title);
    else found.set(start, { start, text, criteria: [title] });
  }
  return [...found.values()].sort((one, other) => one.start - other.start);
}

function WithPassages({ review }: { review: Review }) {
  let at = 0;
  const parts = stretches(review).map(({ start, text, criteria }) => {
    const before = review.response.slice(at, start);
    at = start + text.length;
    return (
      <>
        {before}
        <mark>
          {text}{" "}
          {criteria.map((title) => (
            <span key={title} class="tag">
              {title}
            </span>
          ))}
        </mark>
      </>
    );
  });
  return (
    <div class="prose pre passages">
      {parts}
      {review.response.slice(at)}
    </div>
  );
}
