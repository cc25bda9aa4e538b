import type * as en from "../en/results";
import { number, plural } from "../en/shared";

export const subtopics: typeof en.subtopics = {
  "normalization-operation": "Die Normalisierung selbst",
  "training-stability": "Stabilität des Trainings",
  "batch-statistics": "Statistik des Batches",
  "performance-impact": "Wirkung auf die Leistung",
  "regularization-effect": "Regularisierende Wirkung",
};

export const results: typeof en.results = {
  title: "Ihr Ergebnis",
  points: (earned, possible) => `${number(earned)} / ${number(possible)}`,
  ofPoints: (earned, possible) => `${number(earned)} von ${plural(possible, "Punkt", "Punkten")}`,
  pendingOf: (possible) => `– / ${number(possible)}`,
  notFinal: (pending) =>
    `Ihr Ergebnis steht noch nicht fest: ${plural(pending, "Antwort wird", "Antworten werden")} noch bewertet. Öffnen Sie Ihren Einladungslink später noch einmal.`,
  bySubtopic: "Nach Teilgebiet",
  subtopic: "Teilgebiet",
  score: "Punkte",
  explainedLater:
    "Erläuterungen zu jeder Frage folgen, wenn niemand diesen Test mehr ablegen kann. Öffnen Sie Ihren Einladungslink dann noch einmal.",
  notYet: "noch nicht bewertet",
  explained: "Frage für Frage",
  question: (position) => `Frage ${position}`,
  yours: "Ihre Wahl",
  right: "richtig",
  wrong: "falsch",
  yourNumber: (value) => (value === null ? "Sie haben keine Zahl angegeben." : `Ihre Antwort ist ${value}.`),
  rightNumber: (value, percent) =>
    percent > 0 ? `Richtig ist ${value}, mit ${number(percent)} % Spielraum.` : `Richtig ist ${value}.`,
  yourText: "Ihre Antwort",
  unanswered: "Diese Frage haben Sie nicht beantwortet.",
  modelAnswer: "Eine Antwort, die alle Punkte bekommt",
  criterion: (title, earned, possible) => `${title}: ${number(earned)} / ${number(possible)}`,
};
