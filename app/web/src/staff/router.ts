/** The staff client's own addresses, so that every page can be linked to. */
import { batch, signal } from "@preact/signals";

export const path = signal(location.pathname);

/** What a page shows, as far as its address says: "?sort=name". */
export const query = signal(location.search);

function follow(): void {
  batch(() => {
    path.value = location.pathname;
    query.value = location.search;
  });
}

addEventListener("popstate", follow);

export function go(to: string): void {
  history.pushState(null, "", to);
  follow();
  scrollTo(0, 0);
}

/** Show something else on the same page; `replace` where going back to what was shown would help nobody. */
export function show(wanted: URLSearchParams, { replace = false } = {}): void {
  const text = wanted.toString();
  const to = text ? `${location.pathname}?${text}` : location.pathname;
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  follow();
}

/** Follow links within the client without loading the page anew. */
document.addEventListener("click", (event) => {
  if (
    event.defaultPrevented ||
    event.button !== 0 ||
    event.metaKey ||
    event.ctrlKey ||
    event.shiftKey ||
    event.altKey
  )
    return;
  const link = (event.target as Element).closest("a");
  if (!link || link.target || link.origin !== location.origin || !link.pathname.startsWith("/staff")) return;
  event.preventDefault();
  if (link.pathname === location.pathname && link.search) show(new URLSearchParams(link.search));
  else go(link.pathname + link.search);
});

export const links = {
  home: "/staff",
  create: "/staff/new",
  archive: "/staff/archive",
  assessment: (id: string) => `/staff/assessments/${id}`,
  invitations: (id: string) => `/staff/assessments/${id}/invitations`,
  results: (id: string) => `/staff/assessments/${id}/results`,
  compare: (id: string, attempts: string[]) =>
    `/staff/assessments/${id}/compare?${new URLSearchParams(attempts.map((one) => ["attempt", one]))}`,
  measurement: (id: string) => `/staff/assessments/${id}/measurement`,
  attempt: (id: string) => `/staff/attempts/${id}`,
  reviews: "/staff/reviews",
  review: (id: string) => `/staff/reviews/${id}`,
  calibration: (id: string) => `/staff/calibrations/${id}`,
  reviewers: "/staff/reviewers",
  remarks: "/staff/remarks",
};
