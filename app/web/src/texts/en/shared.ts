/** Words that both clients use. */

/** How readers of the page write numbers and times: their own country's way, where the language is theirs. */
export let locale: string;
let numbers: Intl.NumberFormat;
let moments: Intl.DateTimeFormat;
let days: Intl.DateTimeFormat;

export function setLocale(language: string): void {
  const own = globalThis.navigator?.language ?? "";
  locale = own.startsWith(language) ? own : language;
  numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  moments = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  days = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
}
setLocale("en");

export const number = (value: number): string => numbers.format(value);
export const moment = (iso: string): string => moments.format(new Date(iso));
/** A day without a time, such as 2026-11-23. */
export const day = (iso: string): string => days.format(new Date(iso));
export const plural = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`;

/** Problems of the service in words of this catalogue, by type; the service's own words do for English. */
export const problems: Record<string, { title: string; detail: string }> = {};

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
  skip: "Skip to the content",
  points: (points: number) => plural(points, "point", "points"),
};
