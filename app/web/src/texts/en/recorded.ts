/** Words of the list of what was noted during the test. */
import { locale, number, plural } from "./shared";

/** An instant to the second, as readers of the page's language write it. */
export const time = (iso: string): string =>
  new Date(iso).toLocaleTimeString(locale, { timeStyle: "medium" });

export const recorded = {
  title: "What was recorded",
  open: "What was recorded",
  close: "Close",
  lead: "Apart from your answers and your code, this was noted, and nothing else. Who reads your result sees the same list; it never changes a score by itself.",
  nothing: "Nothing so far.",
  focus: (seconds: number | null) =>
    seconds === null
      ? "You left this page."
      : `You left this page for ${plural(seconds, "second", "seconds")}.`,
  focusGained: "You came back to this page.",
  offline: (seconds: number | null) =>
    seconds === null
      ? "The connection dropped."
      : `The connection was away for ${plural(seconds, "second", "seconds")}.`,
  online: "The connection was back.",
  paste: (size: number) => `You pasted ${plural(size, "character", "characters")}.`,
  typing: (size: number) => `${plural(size, "character", "characters")} came to your code.`,
  paused: "The test was paused.",
  resumed: "The test went on.",
  other: (kind: string, size: number | null) => (size === null ? kind : `${kind}: ${number(size)}`),
};
