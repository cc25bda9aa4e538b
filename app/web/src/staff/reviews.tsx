import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../api/client";
import type { Problem } from "../api/problem";
import type { ReviewQueue, ReviewSummary } from "../api/types";
import { ProblemNote } from "../design/problem";
import { day, number } from "../texts/en/shared";
import { queue as words } from "../texts/en/staff-reviews";
import { Shown, useAnswer } from "./answer";
import { List } from "./list";
import { Page } from "./page";
import { goToNext } from "./review";
import { forgetOldDrafts } from "./review-drafts";
import { singleKeys } from "./review-keys";
import { links } from "./router";
import { useRows } from "./rows";
import { useScaleKeys } from "./scales";
import { askSignedIn } from "./session";

const nothing = { scales: [], onEnter: () => undefined };

/** What waits for a reviewer, by item and without names. */
export function ReviewsPage() {
  const answer = useAnswer<ReviewQueue>("queue", () => askSignedIn(api.GET("/api/v1/reviews/queue")));
  const problem = useSignal<Problem | null>(null);
  const levels = useSignal({});
  const begin = async () => {
    problem.value = await goToNext();
  };
  useEffect(forgetOldDrafts, []);
  useScaleKeys({ ...nothing, levels, single: singleKeys.value, letters: { n: () => void begin() } });
  return (
    <Page title={words.title}>
      <ProblemNote problem={problem.value} />
      <Shown answer={answer}>
        {(queue) => (
          <>
            <Begin queue={queue} onBegin={() => void begin()} />
            {queue.items.length > 0 && <Items queue={queue} />}
          </>
        )}
      </Shown>
      <p>
        <a href={links.reviewers}>{words.agreement}</a>
      </p>
      <OneByOne />
    </Page>
  );
}

function Begin({ queue, onBegin }: { queue: ReviewQueue; onBegin: () => void }) {
  if (queue.items.length === 0) {
    return (
      <section class="card empty">
        <h2>{words.empty}</h2>
        <p class="soft">{words.emptyDetail}</p>
      </section>
    );
  }
  return (
    <section class="card">
      <p class="lead">{words.waiting(queue.waiting)}</p>
      {queue.waiting > 0 ? (
        <div class="buttons">
          <button type="button" class="main" onClick={onBegin}>
            {words.next}
          </button>
          <span class="soft">{words.nextHint}</span>
        </div>
      ) : (
        <p>{words.calibrateFirst}</p>
      )}
    </section>
  );
}

function Items({ queue }: { queue: ReviewQueue }) {
  return (
    <table class="rows">
      <thead>
        <tr>
          <th scope="col">{words.item}</th>
          <th scope="col">{words.answers}</th>
          <th scope="col">{words.since}</th>
          <th scope="col">{words.state}</th>
        </tr>
      </thead>
      <tbody>
        {queue.items.map((item) => (
          <tr key={item.item_version_id}>
            <th scope="row">{item.item_title}</th>
            <td data-label={words.answers}>
              <span>
                {number(item.waiting)}
                {item.skipped > 0 && <span class="soft block">{words.skipped(item.skipped)}</span>}
              </span>
            </td>
            <td data-label={words.since}>{day(item.since)}</td>
            <td data-label={words.state}>
              <span>
                {item.calibrated
                  ? item.agreement === null
                    ? words.calibrated
                    : words.agreed(item.agreement)
                  : null}
                <a class="block" href={links.calibration(item.item_version_id)}>
                  {item.calibrated ? words.calibrateAgain : words.calibrate}
                </a>
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function OneByOne() {
  const status = useSignal<"open" | "done">("open");
  const list = useRows<ReviewSummary>(status.value, (cursor) => {
    const query = { status: status.value, ...(cursor ? { cursor } : {}) };
    return askSignedIn(api.GET("/api/v1/reviews", { params: { query } }));
  });
  const isOpen = status.value === "open";
  return (
    <section>
      <div class="section-head">
        <h2>{words.oneByOne}</h2>
        <div class="buttons tight">
          {(["open", "done"] as const).map((value) => (
            <button
              key={value}
              type="button"
              class="quiet"
              aria-pressed={status.value === value}
              onClick={() => (status.value = value)}
            >
              {words[value]}
            </button>
          ))}
        </div>
      </div>
      <List list={list} empty={{ title: isOpen ? words.emptyOpen : words.emptyDone, detail: "" }}>
        {(rows) => (
          <ul class="card list queue">
            {rows.map((row) => (
              <li key={row.id}>
                <a href={links.review(row.id)}>{row.item_title}</a>
                <span class="soft">
                  {row.skipped && `${words.passedOver} · `}
                  {isOpen && row.adjudication && `${words.third} · `}
                  {day(row.since)}
                </span>
              </li>
            ))}
          </ul>
        )}
      </List>
    </section>
  );
}
