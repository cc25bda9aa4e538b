/** Which question shows: the address says it, so that Back, a reload and a bookmark do what they should. */
import { signal } from "@preact/signals";

const read = (): number => Math.max(1, Number.parseInt(location.hash.slice(1), 10) || 1);

/** The question's number, from 1. */
export const current = signal(read());

addEventListener("hashchange", () => {
  current.value = read();
});

export const link = (position: number): string => `#${position}`;
