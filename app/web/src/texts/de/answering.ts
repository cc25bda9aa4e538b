import type * as en from "../en/answering";
import { number, plural } from "../en/shared";

export const answering: typeof en.answering = {
  number: "Ihre Antwort",
  numberHint: "Eine Zahl wie 0,5, 0.5 oder 1e-5.",
  notANumber: "Das ist noch keine Zahl und wird deshalb nicht gespeichert.",
  readAs: (value) => `Gelesen als ${value}`,
  written: "Ihre Antwort",
  writtenHint: "Markdown geht, und Formeln zwischen Dollarzeichen: $\\gamma \\hat{x} + \\beta$.",
  words: (count) => plural(count, "Wort", "Wörter"),
  wordsOf: (count, limit) => `${number(count)} von etwa ${plural(limit, "Wort", "Wörtern")}`,
  fullness: {
    short: "",
    near: "Fast so lang wie verlangt.",
    over: "Länger als verlangt; alles bleibt erhalten.",
  },
  notSaved: "Zu lang, um gespeichert zu werden.",
  charactersLeft: (count) =>
    count >= 0
      ? `noch ${plural(count, "Zeichen", "Zeichen")}`
      : `${plural(-count, "Zeichen", "Zeichen")} zu viel: Kürzen Sie den Text, damit er gespeichert wird`,
  write: "Schreiben",
  preview: "Vorschau",
  nothingToPreview: "Noch nichts geschrieben.",
};
