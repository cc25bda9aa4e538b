import { signal, useSignal } from "@preact/signals";
import { api } from "../api/client";
import type { Problem, Result } from "../api/problem";
import type { Review } from "../api/types";
import { ProblemNote } from "../design/problem";
import { Prose } from "../prose/prose";
import { review as words } from "../texts/en/staff-reviews";
import { Shown, useAnswer } from "./answer";
import { Page } from "./page";
import { Response } from "./response";
import { go, links } from "./router";
import { RubricForm } from "./rubric";
import { askSignedIn } from "./session";

/** What the service handed out a moment ago, so that its page need not ask again. */
let handedOut: Review | null = null;
const waiting = signal<number | null>(null);

/** Take the next response and go to it, or to the queue where none is left. */
export async function goToNext(): Promise<Problem | null> {
  const next = await askSignedIn(api.POST("/api/v1/reviews/next"));
  if (!next.ok) return next.problem;
  handedOut = next.data.review;
  waiting.value = next.data.waiting;
  go(handedOut ? links.review(handedOut.id) : links.reviews);
  return null;
}

async function take(id: string): Promise<Result<Review>> {
  const handed = handedOut;
  handedOut = null;
  if (handed?.id === id) return { ok: true, data: handed };
  return askSignedIn(api.POST("/api/v1/reviews/{review_id}/claim", { params: { path: { review_id: id } } }));
}

/** A response beside its rubric. */
export function ReviewPage({ id }: { id: string }) {
  const answer = useAnswer<Review>(id, () => take(id));
  const problem = useSignal<Problem | null>(null);
  const onNext = async () => {
    problem.value = await goToNext();
  };
  return (
    <Page
      wide
      title={answer.data?.item_title ?? words.title}
      above={<a href={links.reviews}>{words.back}</a>}
    >
      <p class="soft" role="status">
        {waiting.value === null ? "" : words.left(waiting.value)}
      </p>
      <ProblemNote problem={problem.value} />
      <Shown answer={answer}>
        {(review) => (
          <div class="review">
            <div>
              <Standing review={review} />
              <section class="card">
                <h2>{words.response}</h2>
                <Response review={review} />
              </section>
              <Others review={review} />
              <Guidance review={review} />
            </div>
            <RubricForm review={review} onNext={onNext} />
          </div>
        )}
      </Shown>
    </Page>
  );
}

/** What is out of the ordinary: two marks to settle, or a mark that is in. */
function Standing({ review }: { review: Review }) {
  if (review.adjudication) return <p class="notice warn">{words.adjudication}</p>;
  if (review.status === "open") return null;
  return <p class="notice">{review.settled ? words.closed : words.yours}</p>;
}

function Others({ review }: { review: Review }) {
  if (review.others.length === 0) return null;
  return (
    <section class="card">
      <h2>{words.others}</h2>
      <table class="parts">
        <thead>
          <tr>
            <th scope="col">{words.criterion}</th>
            {review.others.map((_, place) => (
              <th key={place} scope="col" class="figure">
                {words.mark(place + 1)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {review.criteria.map((criterion) => (
            <tr key={criterion.id}>
              <th scope="row">{criterion.title}</th>
              {review.others.map((mark, place) => (
                <td key={place} class="figure">
                  {words.points(criterion.levels[mark.levels[criterion.id] ?? 0]?.points ?? 0)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {review.others.map((mark, place) => (
        <p key={place}>
          <strong>{words.mark(place + 1)}:</strong> {mark.comment || words.noComment}
        </p>
      ))}
    </section>
  );
}

function Guidance({ review }: { review: Review }) {
  const passages = (review.exemplars.passages ?? []) as { points: number; text: string }[];
  return (
    <>
      <details class="card">
        <summary>{words.prompt}</summary>
        <Prose text={review.prompt} pictures />
      </details>
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
