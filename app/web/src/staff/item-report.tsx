import type { ComponentChildren } from "preact";
import type { ItemReport } from "../api/types";
import { Printed } from "../design/printed";
import { Prose } from "../prose/prose";
import { types } from "../texts/en/shared";
import { report as words } from "../texts/en/staff";
import { SubmissionCard } from "./submission-report";

const KINDS: Record<string, string> = types;

interface Props {
  item: ItemReport;
  place: number;
  /** What else is known of how it was answered. */
  children?: ComponentChildren;
}

/** One item: what was asked, answered and earned, and why. */
export function ItemCard({ item, place, children }: Props) {
  const score = item.score
    ? words.scored(item.score.earned, item.score.possible)
    : words.notScored(item.possible);
  return (
    <details class="card item-card" id={`item-${item.id}`}>
      <summary>
        <span class="item-title">
          {place}. {item.title}
        </span>
        <span class="soft">{KINDS[item.type]}</span>
        <span class={item.score ? "item-score" : "item-score soft"}>{score}</span>
      </summary>
      <p class="soft">
        {words.version(item.item, item.item_version)} · {item.subtopic.replace(/-/g, " ")} ·{" "}
        {words.difficulty(item.difficulty)}
      </p>
      {item.type === "coding" ? (
        <details>
          <summary>{words.prompt}</summary>
          <Prose text={item.prompt} pictures />
        </details>
      ) : (
        <>
          <h3>{words.prompt}</h3>
          <Prose text={item.prompt} pictures />
        </>
      )}
      <AnswerPart item={item} />
      {item.score && (
        <p class="score-reason">
          <strong>{words.reason}:</strong> {words.reasons[item.score.reason] ?? item.score.reason}
        </p>
      )}
      <ReviewPart review={item.review} />
      {children}
      {item.submissions.length > 0 && <h3>{words.submissions}</h3>}
      {[...item.submissions].reverse().map((submission) => (
        <SubmissionCard key={submission.id} submission={submission} />
      ))}
      {item.score && (
        <details>
          <summary>{words.recompute}</summary>
          <Printed>{JSON.stringify(item.score.receipt, null, 2)}</Printed>
        </details>
      )}
    </details>
  );
}

function AnswerPart({ item }: { item: ItemReport }) {
  const answer = item.answer ?? {};
  const key = (item.key ?? {}) as Record<string, unknown>;
  if (item.options) {
    const chosen = [answer.choice, ...((answer.choices as unknown[]) ?? [])];
    const right = [key.choice, ...((key.choices as unknown[]) ?? [])];
    return (
      <>
        <h3>{words.answer}</h3>
        <ul class="answer-options">
          {item.options.map((option) => (
            <li key={String(option.id)} class={chosen.includes(option.id) ? "chosen" : ""}>
              <Prose text={String(option.text)} inline />
              {chosen.includes(option.id) && <span class="tag">{words.chosen}</span>}
              {right.includes(option.id) && <span class="tag good">{words.right}</span>}
            </li>
          ))}
        </ul>
        {item.answer === null && <p class="soft">{words.noAnswer}</p>}
      </>
    );
  }
  if (item.type === "coding") return null;
  return (
    <>
      <h3>{words.answer}</h3>
      {typeof answer.text === "string" && answer.text.trim() ? (
        <div class="quoted">
          <Prose text={answer.text} />
        </div>
      ) : (
        <p>{typeof answer.value === "number" ? <strong>{answer.value}</strong> : words.noAnswer}</p>
      )}
      {typeof key.value === "number" && (
        <p>
          {words.key}: <strong>{key.value}</strong>{" "}
          {typeof key.relative_tolerance === "number" && (
            <span class="soft">{words.tolerance(key.relative_tolerance)}</span>
          )}
        </p>
      )}
    </>
  );
}

function ReviewPart({ review }: { review: ItemReport["review"] }) {
  if (!review) return null;
  if (review.status === "open") return <p class="notice warn">{words.reviewOpen}</p>;
  const levels = Object.entries((review.levels ?? {}) as Record<string, number>);
  return (
    <>
      <h3>{words.review}</h3>
      <ul class="list">
        {levels.map(([criterion, level]) => (
          <li key={criterion}>
            <span>{criterion.replace(/[-_]/g, " ")}</span>
            <span>{words.level(level)}</span>
          </li>
        ))}
      </ul>
      {review.comment ? (
        <p>
          <strong>{words.reviewComment}:</strong> {String(review.comment)}
        </p>
      ) : null}
    </>
  );
}
