/** What the results page shows is in its address, so that it can be linked to, and gone back to. */
import { results } from "../texts/en/staff-results";

export const FLAGS = ["pending", "shortlisted", "noted", "integrity"] as const;
export const FILTERS = ["q", "status", "score_from", "score_to", ...FLAGS] as const;

export type Sort = keyof typeof results.sorts;
export type Filter = (typeof FILTERS)[number];
type Flag = (typeof FLAGS)[number];

const STATUSES = ["started", "paused", "finished"] as const;

export interface Shown {
  sort: Sort;
  q?: string;
  status?: (typeof STATUSES)[number];
  score_from?: number;
  score_to?: number;
  pending?: true;
  shortlisted?: true;
  noted?: true;
  integrity?: true;
}

const isSort = (text: string | null): text is Sort => text !== null && Object.hasOwn(results.sorts, text);

function points(text: string | null): number | undefined {
  const value = text ? Number(text) : Number.NaN;
  return value >= 0 && value <= 1e6 ? value : undefined;
}

/** Read the part of an address after "?"; what it does not know is left out. */
export function read(query: string): Shown {
  const asked = new URLSearchParams(query);
  const sort = asked.get("sort");
  const shown: Shown = { sort: isSort(sort) ? sort : "-score" };
  const [from, to] = [points(asked.get("score_from")), points(asked.get("score_to"))];
  const status = STATUSES.find((one) => one === asked.get("status"));
  const q = asked.get("q")?.slice(0, 200);
  if (q) shown.q = q;
  if (status) shown.status = status;
  if (from !== undefined) shown.score_from = from;
  if (to !== undefined) shown.score_to = to;
  for (const flag of FLAGS) if (asked.get(flag) === "true") shown[flag satisfies Flag] = true;
  return shown;
}

/** The address's part for what is shown; the usual order is left out. */
export function write(shown: Shown): URLSearchParams {
  const { sort, ...filters } = shown;
  const parts = Object.entries(filters).map(([name, value]) => [name, String(value)]);
  return new URLSearchParams(sort === "-score" ? parts : [["sort", sort], ...parts]);
}

/** The same with one filter set, or taken away where the value is empty. */
export function withFilter(shown: Shown, name: Filter, value: string): URLSearchParams {
  const wanted = write(shown);
  if (value) wanted.set(name, value);
  else wanted.delete(name);
  return wanted;
}

/** The same in the order of a column; a second time turns the order round. */
export function orderedBy(shown: Shown, ascending: Sort, first: Sort): string {
  const turned = first === ascending ? (`-${ascending}` as Sort) : ascending;
  const next = shown.sort === first ? turned : first;
  return `?${write({ ...shown, sort: next })}` || "?";
}
