import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { api } from "../api/client";
import { type Problem, passesByItself } from "../api/problem";
import type { Review } from "../api/types";
import { ProblemNote } from "../design/problem";
import { review as words } from "../texts/en/staff-reviews";
import { forgetDraft, keepDraft, readDraft } from "./review-drafts";
import { ReviewKeys, singleKeys } from "./review-keys";
import { focusScale, Scales, useScaleKeys } from "./scales";
import { askSignedIn, me } from "./session";

const AGAIN_MS = 5_000;
const KEEP_CLAIM_MS = 5 * 60_000;
const byId = (id: string) => ({ path: { review_id: id } });

interface Props {
  review: Review;
  onNext: () => Promise<void>;
}

/** The rubric of one response: scored by keyboard, kept on the device until the service has it. */
export function RubricForm({ review, onNext }: Props) {
  const person = me.value?.id ?? "";
  const draft = useRef(readDraft(person, review.id)).current;
  const levels = useSignal<Record<string, number>>(draft?.levels ?? review.levels ?? {});
  const comment = useSignal(draft?.comment ?? review.comment ?? "");
  const problem = useSignal<Problem | null>(null);
  const said = useSignal(draft ? words.restored : "");
  const waits = useSignal(false);
  const showsKeys = useSignal(false);
  const sending = useRef(false);
  const wasOpen = review.status === "open";

  const keep = () => {
    const kept = keepDraft(person, review.id, { levels: levels.value, comment: comment.value });
    said.value = kept ? "" : words.notKept;
  };
  const send = async () => {
    const missing = review.criteria.filter((criterion) => !(criterion.id in levels.value));
    if (missing.length > 0) {
      said.value = words.missing(missing.length);
      focusScale(missing[0]);
      return;
    }
    if (sending.current) return;
    sending.current = true;
    said.value = words.saving;
    const body = { levels: levels.value, comment: comment.value };
    const result = await askSignedIn(
      api.PUT("/api/v1/reviews/{review_id}", { params: byId(review.id), body }),
    );
    sending.current = false;
    waits.value = !result.ok && passesByItself(result.problem);
    problem.value = result.ok || waits.value ? null : result.problem;
    said.value = result.ok ? words.saved : waits.value ? words.waits : "";
    if (!result.ok) return;
    forgetDraft(person, review.id);
    if (wasOpen) await onNext();
  };
  const skip = async () => {
    const result = await askSignedIn(
      api.POST("/api/v1/reviews/{review_id}/skip", { params: byId(review.id) }),
    );
    problem.value = result.ok ? null : result.problem;
    if (result.ok) await onNext();
  };

  useEffect(() => {
    // After the page's heading, which takes the focus when a page is new.
    const timer = setTimeout(() =>
      focusScale(review.criteria.find((one) => !(one.id in levels.value)) ?? review.criteria[0]),
    );
    return () => clearTimeout(timer);
  }, []);
  useAgain(waits.value, send);
  useClaim(review, (lost) => (problem.value = lost));
  useScaleKeys({
    scales: review.criteria,
    levels,
    onChange: keep,
    single: singleKeys.value,
    onEnter: () => void send(),
    letters: {
      c: () => document.getElementById("comment")?.focus(),
      s: () => void (wasOpen && skip()),
      "?": () => (showsKeys.value = true),
    },
  });

  const points = (pick: (id: string, top: number) => number) =>
    review.criteria.reduce(
      (sum, { id, levels: all }) => sum + (all[pick(id, all.length - 1)]?.points ?? 0),
      0,
    );
  return (
    <form
      class="card rubric"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <h2>{words.rubric}</h2>
      <Scales scales={review.criteria} levels={levels} onChange={keep} />
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
          onInput={(event) => {
            comment.value = event.currentTarget.value;
            keep();
          }}
        />
      </div>
      <ProblemNote problem={problem.value} />
      <p class="rubric-total">
        <strong>
          {words.total(
            points((id) => levels.value[id] ?? -1),
            points((_, top) => top),
          )}
        </strong>{" "}
        <span role="status" class="soft">
          {said.value}
        </span>
      </p>
      <div class="buttons">
        <button type="submit" class="main">
          {wasOpen ? words.save : words.saveAgain}
        </button>
        {wasOpen && (
          <button type="button" onClick={() => void skip()}>
            {words.skip}
          </button>
        )}
        <button type="button" class="quiet" onClick={() => (showsKeys.value = true)}>
          {words.keys}
        </button>
        {problem.value?.status === 409 && (
          <button type="button" onClick={() => void onNext()}>
            {words.nextOne}
          </button>
        )}
      </div>
      {showsKeys.value && <ReviewKeys onClose={() => (showsKeys.value = false)} />}
    </form>
  );
}

/** Send again by itself once the network or the service is back. */
function useAgain(waits: boolean, send: () => Promise<void>): void {
  useEffect(() => {
    if (!waits) return;
    const again = () => void send();
    const timer = setInterval(again, AGAIN_MS);
    addEventListener("online", again);
    return () => {
      clearInterval(timer);
      removeEventListener("online", again);
    };
  }, [waits]);
}

/** Keep the response for as long as its page is open; say so at once when somebody else has it by now. */
function useClaim(review: Review, onLost: (problem: Problem) => void): void {
  useEffect(() => {
    if (review.status !== "open") return;
    const timer = setInterval(async () => {
      const kept = await askSignedIn(
        api.POST("/api/v1/reviews/{review_id}/claim", { params: byId(review.id) }),
      );
      if (!kept.ok && !passesByItself(kept.problem)) onLost(kept.problem);
    }, KEEP_CLAIM_MS);
    return () => clearInterval(timer);
  }, [review.id]);
}
