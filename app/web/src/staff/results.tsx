import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import type { AttemptSummary } from "../api/types";
import { moment, number } from "../texts/en/shared";
import { frame, attempts as words } from "../texts/en/staff";
import { AssessmentFrame } from "./assessment-page";
import { List } from "./list";
import { links } from "./router";
import { useRows } from "./rows";
import { askSignedIn } from "./session";

type Sort = keyof typeof words.sorts;

/** Who sat the assessment and what they scored. */
export function ResultsPage({ id }: { id: string }) {
  return (
    <AssessmentFrame id={id} here="results">
      {() => <Attempts id={id} />}
    </AssessmentFrame>
  );
}

function Attempts({ id }: { id: string }) {
  const sort = useSignal<Sort>("-score");
  const list = useRows<AttemptSummary>(`${id} ${sort.value}`, (cursor) => {
    const query = { sort: sort.value, ...(cursor ? { cursor } : {}) };
    const params = { path: { assessment_id: id }, query };
    return askSignedIn(api.GET("/api/v1/assessments/{assessment_id}/attempts", { params }));
  });
  return (
    <section>
      <div class="section-head">
        <h2>{words.heading}</h2>
        <label class="inline-label">
          {words.sort}{" "}
          <select value={sort.value} onChange={(event) => (sort.value = event.currentTarget.value as Sort)}>
            {Object.entries(words.sorts).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </label>
      </div>
      <List list={list} empty={{ title: words.empty, detail: words.emptyDetail }}>
        {(rows) => (
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{words.candidate}</th>
                <th scope="col">{words.status}</th>
                <th scope="col">{words.score}</th>
                <th scope="col">{words.started}</th>
                <th scope="col">{words.finished}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Row key={row.id} row={row} />
              ))}
            </tbody>
          </table>
        )}
      </List>
    </section>
  );
}

function Row({ row }: { row: AttemptSummary }) {
  return (
    <tr>
      <th scope="row">
        <a href={links.attempt(row.id)}>{row.candidate.name ?? frame.unknownPerson}</a>
        <span class="soft block">{row.candidate.email}</span>
      </th>
      <td data-label={words.status}>
        <span class={`badge ${row.status}`}>{words.statuses[row.status]}</span>
      </td>
      <td data-label={words.score}>
        <ScoreCell row={row} />
      </td>
      <td data-label={words.started}>{moment(row.started_at)}</td>
      <td data-label={words.finished}>{row.finished_at ? moment(row.finished_at) : "–"}</td>
    </tr>
  );
}

/** A score that is final, or what is scored so far and what it waits for. */
export function ScoreCell({ row }: { row: AttemptSummary }) {
  if (row.score !== null) {
    return (
      <span>
        <strong>{number(row.score)}</strong> <span class="soft">/ {number(row.possible)}</span>
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
