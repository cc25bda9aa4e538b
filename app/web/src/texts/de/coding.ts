import type * as en from "../en/coding";
import { plural } from "../en/shared";

export const verdicts: typeof en.verdicts = {
  accepted: "Angenommen",
  wrong_answer: "Falsches Ergebnis",
  runtime_error: "Der Code hat einen Fehler ausgelöst",
  time_limit: "Über der Zeitgrenze",
  memory_limit: "Über der Speichergrenze",
  output_limit: "Zu viel ausgegeben",
  invalid_submission: "Kein gültiger Code für diese Aufgabe",
  internal_error: "Noch nicht bewertet, und das liegt nicht am Code",
  replaced: "Ein neuerer Probelauf ist an seine Stelle getreten",
};

export const coding: typeof en.coding = {
  editor: "Ihr Code",
  loading: "Der Editor wird geladen",
  editorHint: "Tab rückt ein. Escape, dann Tab verlässt den Editor. Strg und Eingabe führt aus.",
  reset: "Zurück zum Ausgangscode",
  isReset: "Der Ausgangscode ist wieder da.",
  undoReplace: "Rückgängig: meinen Code zurückholen",
  samples: "Beispiele",
  sample: (index) => `Beispiel ${index}`,

  run: "Beispiele ausführen",
  submit: "Abgeben",
  submitsLeft: (left) => `noch ${plural(left, "Abgabe", "Abgaben")}`,
  explain:
    "Ein Probelauf prüft die Beispiele. Eine Abgabe wird mit weiteren Eingaben bewertet; die letzte zählt.",
  queued: "Wartet auf eine freie Bewertung",
  running: "Läuft",
  kinds: { run: "Probelauf", submit: "Abgabe" },
  passed: "bestanden",
  failed: "nicht bestanden",
  output: "Ausgabe",
  following: "Die Verbindung ist abgebrochen; das Ergebnis wird noch einmal erfragt.",
  acceptedRun: "Alle Beispiele stimmen",
  earlier: "Frühere Probeläufe und Abgaben",
  earlierLine: (number, kind) => `${number}. ${kind}`,
  fetching: "Wird geholt",
  noneEarlier: "Noch nichts abgegeben.",
  more: "Ältere zeigen",
  showCode: "Code zeigen",
  hideCode: "Code verbergen",
  putBack: "Diesen Code in den Editor holen",
  isPutBack: "Der frühere Code steht im Editor.",
  counterexample: "Eine kleine Eingabe, die es zeigt",
  inputs: "Eingabe",
  expected: "Erwartet",
  got: "Erhalten",
};
