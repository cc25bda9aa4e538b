import type { AttemptSummary } from "../api/types";
import { number } from "../texts/en/shared";
import { attempts as words } from "../texts/en/staff";
import { results } from "../texts/en/staff-results";

/** A score that is final, or what is scored so far and what it waits for. */
export function ScoreCell({ row }: { row: AttemptSummary }) {
  if (row.score !== null) {
    return (
      <span>
        <strong>{number(row.score)}</strong> <span class="soft">/ {number(row.possible)}</span>
        {row.error != null && (
          <span class="soft block" title={results.errorHint}>
            {results.error(row.error)}
          </span>
        )}
      </span>
    );
  }
  const pending = [
    row.review_pending > 0 && words.reviewPending(row.review_pending),
    row.grading_pending > 0 && words.gradingPending(row.grading_pending),
  ].filter(Boolean);
  return (
    <span>
      {number(row.auto_score)}{" "}
      <span class="soft">
        / {number(row.possible)} {words.soFar}
      </span>
      {pending.length > 0 && <span class="soft block">{pending.join(", ")}</span>}
    </span>
  );
}
