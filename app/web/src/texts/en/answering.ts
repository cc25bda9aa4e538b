/** Words beside the fields for numbers and prose. */
import { number, plural } from "./shared";

export const answering = {
  number: "Your answer",
  numberHint: "A number such as 0.5, 0,5 or 1e-5.",
  notANumber: "This is not a number yet, so it is not saved.",
  readAs: (value: number) => `Read as ${value}`,
  written: "Your answer",
  writtenHint: "Markdown works, and maths between dollar signs: $\\gamma \\hat{x} + \\beta$.",
  words: (count: number) => plural(count, "word", "words"),
  wordsOf: (count: number, limit: number) => `${number(count)} of about ${plural(limit, "word", "words")}`,
  fullness: {
    short: "",
    near: "Nearly as long as asked.",
    over: "Longer than asked; all of it is kept.",
  },
  notSaved: "Too long to be saved.",
  charactersLeft: (count: number) =>
    count >= 0
      ? `${plural(count, "character", "characters")} left`
      : `${plural(-count, "character", "characters")} too many: shorten it to save it`,
  write: "Write",
  preview: "Preview",
  nothingToPreview: "Nothing written yet.",
};
