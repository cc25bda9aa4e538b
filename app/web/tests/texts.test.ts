import { describe, expect, it } from "vitest";
import { PAIRS } from "../src/texts/de/all";

type Words = Record<string, unknown>;

/** What candidates never read: the staff's pages are in English. */
const CANDIDATE = Object.entries(import.meta.glob<Words>("../src/texts/en/*.ts", { eager: true })).filter(
  ([file]) => !file.includes("/staff"),
);
/** The same in both languages. */
const SAME = new Set(["bn-assess", "English", "Deutsch", "Test", "Code", "Text", "Pause"]);
const SAID_WITH_LETTERS = /\p{L}{3}/u;

function texts(words: unknown): string[] {
  if (typeof words === "string") return [words];
  return words && typeof words === "object" ? Object.values(words).flatMap(texts) : [];
}

describe("German", () => {
  it("is laid over every catalogue that a candidate's page reads", () => {
    const catalogues = CANDIDATE.flatMap(([file, module]) =>
      Object.entries(module)
        .filter(([, value]) => typeof value === "object")
        .map(([name, value]) => ({ place: `${file} ${name}`, value })),
    );
    const covered = new Set<unknown>(PAIRS.map(([english]) => english));
    expect(catalogues.filter(({ value }) => !covered.has(value)).map(({ place }) => place)).toEqual([]);
    expect(catalogues.length).toBeGreaterThan(15);
  });

  it("leaves no sentence in English", () => {
    const left = PAIRS.flatMap(([english, german]) => {
      const known = new Set(texts(english));
      return texts(german).filter(
        (text) => known.has(text) && SAID_WITH_LETTERS.test(text) && !SAME.has(text),
      );
    });
    expect(left).toEqual([]);
  });
});
