import { api } from "../api/client";
import type { Figure, ReviewingStatistics } from "../api/types";
import { number } from "../texts/en/shared";
import { agreement as words } from "../texts/en/staff-reviews";
import { Shown, useAnswer } from "./answer";
import { Page } from "./page";
import { askSignedIn, me } from "./session";

/** How far reviewers agree; a reviewer reads their own figures, and of no other. */
export function ReviewersPage() {
  const isOwn = me.value?.role === "reviewer";
  const answer = useAnswer<ReviewingStatistics>("statistics", () =>
    askSignedIn(isOwn ? api.GET("/api/v1/reviewers/me/statistics") : api.GET("/api/v1/reviewers/statistics")),
  );
  return (
    <Page wide title={isOwn ? words.own : words.title}>
      <p class="lead">{words.lead}</p>
      <Shown answer={answer}>{(told) => <Told told={told} />}</Shown>
    </Page>
  );
}

function Told({ told }: { told: ReviewingStatistics }) {
  return (
    <>
      {told.responses === 0 ? (
        <section class="card empty">
          <h2>{words.empty}</h2>
          <p class="soft">{words.emptyDetail}</p>
        </section>
      ) : (
        <section class="card">
          <dl class="facts">
            <div>
              <dt>{words.answers}</dt>
              <dd>{number(told.responses)}</dd>
            </div>
            <div>
              <dt>
                {words.kappa}, {words.kappaHint}
              </dt>
              <dd>
                <Value of={told.kappa} />
              </dd>
            </div>
            <div>
              <dt>
                {words.alpha}, {words.alphaHint}
              </dt>
              <dd>
                <Value of={told.alpha} />
              </dd>
            </div>
          </dl>
          <p class="hint reading">
            {words.reading} {words.latest(told.latest)}
          </p>
        </section>
      )}
      {told.reviewers.length > 0 && <Reviewers told={told} />}
      {told.items.length > 0 && <Items told={told} />}
    </>
  );
}

/** A figure, or how much it lacks. */
function Value({ of, error, percent = false }: { of: Figure; error?: Figure; percent?: boolean }) {
  if (of.value === null)
    return <span class="soft">{of.n < of.needs ? words.withheld(of.n, of.needs) : "–"}</span>;
  const shown = (value: number) => (percent ? `${number(value * 100)} %` : number(value));
  return (
    <>
      {shown(of.value)}
      {error?.value != null && <span class="soft"> ± {shown(error.value)}</span>}
    </>
  );
}

function Reviewers({ told }: { told: ReviewingStatistics }) {
  return (
    <section>
      <h2>{words.byReviewer}</h2>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{words.reviewer}</th>
            <th scope="col">{words.scored}</th>
            <th scope="col">{words.by_two}</th>
            <th scope="col">{words.kappa}</th>
            <th scope="col">
              {words.severity} <span class="block">{words.severityHint}</span>
            </th>
            <th scope="col">
              {words.drift} <span class="block">{words.driftHint}</span>
            </th>
            <th scope="col">{words.calibrated}</th>
          </tr>
        </thead>
        <tbody>
          {told.reviewers.map((row, place) => (
            <tr key={place}>
              <th scope="row">{row.name}</th>
              <td data-label={words.scored}>{number(row.scored)}</td>
              <td data-label={words.by_two}>{number(row.scored_by_two)}</td>
              <td data-label={words.kappa}>
                <span>
                  <Value of={row.kappa} />
                </span>
              </td>
              <td data-label={words.severity}>
                <span>
                  <Value of={row.severity} error={row.severity_error} percent />
                </span>
              </td>
              <td data-label={words.drift}>
                <span>
                  <Value of={row.drift} error={row.drift_error} percent />
                </span>
              </td>
              <td data-label={words.calibrated}>
                {words.calibratedOf(row.calibrated_items, row.calibration_tries)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Items({ told }: { told: ReviewingStatistics }) {
  return (
    <section>
      <h2 class="later">{words.byItem}</h2>
      <table class="rows">
        <thead>
          <tr>
            <th scope="col">{words.item}</th>
            <th scope="col">{words.by_two}</th>
            <th scope="col">{words.kappa}</th>
            <th scope="col">{words.alpha}</th>
          </tr>
        </thead>
        <tbody>
          {told.items.map((row) => (
            <tr key={row.title}>
              <th scope="row">{row.title}</th>
              <td data-label={words.by_two}>{number(row.responses)}</td>
              <td data-label={words.kappa}>
                <span>
                  <Value of={row.kappa} />
                </span>
              </td>
              <td data-label={words.alpha}>
                <span>
                  <Value of={row.alpha} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
