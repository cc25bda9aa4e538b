/** The staff client's own addresses, so that every page can be linked to. */
import { signal } from "@preact/signals";

export const path = signal(location.pathname);

addEventListener("popstate", () => {
  path.value = location.pathname;
});

export function go(to: string): void {
  history.pushState(null, "", to);
  path.value = to;
  scrollTo(0, 0);
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
  go(link.pathname);
});

export const links = {
  home: "/staff",
  assessment: (id: string) => `/staff/assessments/${id}`,
  invitations: (id: string) => `/staff/assessments/${id}/invitations`,
  results: (id: string) => `/staff/assessments/${id}/results`,
  attempt: (id: string) => `/staff/attempts/${id}`,
  reviews: "/staff/reviews",
  review: (id: string) => `/staff/reviews/${id}`,
};
