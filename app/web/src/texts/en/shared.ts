/** Words that both clients use. */

const numbers = new Intl.NumberFormat("en", { maximumFractionDigits: 2 });
const moments = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });

export const number = (value: number): string => numbers.format(value);
export const moment = (iso: string): string => moments.format(new Date(iso));
export const plural = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`;

export function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return plural(rest, "minute", "minutes");
  return plural(hours, "hour", "hours") + (rest ? ` ${plural(rest, "minute", "minutes")}` : "");
}

export const types = {
  single_choice: "One choice",
  multiple_choice: "Several choices",
  numeric: "A number",
  written: "Written answer",
  coding: "Coding",
};

export const shared = {
  product: "bn-assess",
  loading: "Loading",
  retry: "Try again",
  cancel: "Cancel",
  skip: "Skip to the content",
  points: (points: number) => plural(points, "point", "points"),
  opensInTab: "(opens in a new tab)",
};
