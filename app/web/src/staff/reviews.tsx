import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import type { ReviewSummary } from "../api/types";
import { moment } from "../texts/en/shared";
import { reviews as words } from "../texts/en/staff";
import { List } from "./list";
import { Page } from "./page";
import { links } from "./router";
import { useRows } from "./rows";
import { askSignedIn } from "./session";

/** The queue of written answers, without names. */
export function ReviewsPage() {
  const status = useSignal<"open" | "done">("open");
  const list = useRows<ReviewSummary>(status.value, (cursor) => {
    const query = { status: status.value, ...(cursor ? { cursor } : {}) };
    return askSignedIn(api.GET("/api/v1/reviews", { params: { query } }));
  });
  const isOpen = status.value === "open";
  return (
    <Page title={words.title}>
      <div class="buttons tight switch">
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
      <List
        list={list}
        empty={{ title: isOpen ? words.empty : words.emptyDone, detail: isOpen ? words.emptyDetail : "" }}
      >
        {(rows) => (
          <ul class="card list queue">
            {rows.map((row) => (
              <li key={row.id}>
                <a href={links.review(row.id)}>{row.item_title}</a>
                <span class="soft">{words.since(moment(row.created_at))}</span>
              </li>
            ))}
          </ul>
        )}
      </List>
    </Page>
  );
}
