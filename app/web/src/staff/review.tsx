import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import type { Problem } from "../api/problem";
import type { Review } from "../api/types";
import { ProblemNote } from "../design/problem";
import { Prose } from "../prose/prose";
import { reviews as words } from "../texts/en/staff";
import { Shown, useAnswer } from "./answer";
import { Page } from "./page";
import { go, links } from "./router";
import { askSignedIn } from "./session";

const byId = (id: string) => ({ path: { review_id: id } });

/** A response beside its rubric. */
export function ReviewPage({ id }: { id: string }) {
  const answer = useAnswer<Review>(id, () =>
    askSignedIn(api.GET("/api/v1/reviews/{review_id}", { params: byId(id) })),
  );
  return (
    <Page
      wide
      title={answer.data?.item_title ?? words.title}
      above={<a href={links.reviews}>{words.back}</a>}
    >
      <Shown answer={answer}>
        {(review) => (
          <div class="review">
            <div>
              <details class="card">
                <summary>{words.prompt}</summary>
                <Prose text={review.prompt} pictures />
              </details>
              <section class="card">
                <h2>{words.response}</h2>
                {review.response.trim() ? (
                  <Prose text={review.response} />
                ) : (
                  <p class="soft">{words.noResponse}</p>
                )}
              </section>
              <Guidance review={review} />
            </div>
            <RubricForm review={review} />
          </div>
        )}
      </Shown>
    </Page>
  );
}

function Guidance({ review }: { review: Review }) {
  const passages = (review.exemplars.passages ?? []) as { points: number; text: string }[];
  return (
    <>
      <details class="card">
        <summary>{words.modelAnswer}</summary>
        <Prose text={review.model_answer} />
      </details>
      <details class="card">
        <summary>{words.exemplars}</summary>
        {passages.map((passage) => (
          <div key={passage.points} class="exemplar">
            <p class="label">{words.points(passage.points)}</p>
            <Prose text={passage.text} />
          </div>
        ))}
      </details>
      <details class="card">
        <summary>{words.commonErrors}</summary>
        <ul>
          {review.common_errors.map((error) => (
            <li key={String(error.misconception)}>
              <Prose text={String(error.description)} inline />
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function RubricForm({ review }: { review: Review }) {
  const levels = useSignal<Record<string, number>>(review.levels ?? {});
  const comment = useSignal(review.comment ?? "");
  const problem = useSignal<Problem | null>(null);
  const said = useSignal("");
  const complete = review.criteria.every((criterion) => criterion.id in levels.value);
  const possible = review.criteria.reduce(
    (sum, criterion) => sum + (criterion.levels.at(-1)?.points ?? 0),
    0,
  );
  const earned = review.criteria.reduce(
    (sum, criterion) => sum + (criterion.levels[levels.value[criterion.id] ?? -1]?.points ?? 0),
    0,
  );

  const send = async (event: Event) => {
    event.preventDefault();
    if (!complete) {
      said.value = words.missing;
      return;
    }
    said.value = words.saving;
    const body = { levels: levels.value, comment: comment.value };
    const result = await askSignedIn(
      api.PUT("/api/v1/reviews/{review_id}", { params: byId(review.id), body }),
    );
    problem.value = result.ok ? null : result.problem;
    said.value = result.ok ? words.saved : "";
    if (result.ok && review.status === "open") await goToNext();
  };
  return (
    <form class="card rubric" onSubmit={send}>
      <h2>{words.rubric}</h2>
      {review.criteria.map((criterion) => (
        <fieldset key={criterion.id} class="options">
          <legend>{criterion.title}</legend>
          {criterion.levels.map((level) => (
            <label class="option" key={level.level}>
              <input
                type="radio"
                name={criterion.id}
                checked={levels.value[criterion.id] === level.level}
                onChange={() => (levels.value = { ...levels.value, [criterion.id]: level.level })}
              />
              <span>
                <strong>{words.points(level.points)}</strong> <Prose text={level.description} inline />
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <div class="field">
        <label for="comment">{words.comment}</label>
        <p class="hint" id="comment-hint">
          {words.commentHint}
        </p>
        <textarea
          id="comment"
          class="short"
          maxLength={5000}
          aria-describedby="comment-hint"
          value={comment.value}
          onInput={(event) => (comment.value = event.currentTarget.value)}
        />
      </div>
      <ProblemNote problem={problem.value} />
      <div class="buttons">
        <button type="submit" class="main">
          {review.status === "open" ? words.save : words.saveAgain}
        </button>
        <span>{words.total(earned, possible)}</span>
        <span role="status" class="soft">
          {said.value}
        </span>
      </div>
    </form>
  );
}

async function goToNext(): Promise<void> {
  const next = await askSignedIn(
    api.GET("/api/v1/reviews", { params: { query: { status: "open", limit: 1 } } }),
  );
  const first = next.ok ? next.data.items[0] : undefined;
  go(first ? links.review(first.id) : links.reviews);
}
