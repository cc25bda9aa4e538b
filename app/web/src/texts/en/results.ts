/** Words of a candidate's own results. */
import { number, plural } from "./shared";

export const subtopics = {
  "normalization-operation": "The normalization operation",
  "training-stability": "Training stability",
  "batch-statistics": "Batch statistics",
  "performance-impact": "Performance impact",
  "regularization-effect": "Regularization effect",
};

export const results = {
  title: "Your result",
  points: (earned: number, possible: number) => `${number(earned)} / ${number(possible)}`,
  ofPoints: (earned: number, possible: number) =>
    `${number(earned)} of ${plural(possible, "point", "points")}`,
  pendingOf: (possible: number) => `– / ${number(possible)}`,
  notFinal: (pending: number) =>
    `Your score is not final: ${plural(pending, "answer is", "answers are")} still being scored. Open your invitation link again later to see it.`,
  bySubtopic: "By subtopic",
  subtopic: "Subtopic",
  score: "Points",
  explainedLater:
    "Explanations of every question follow when nobody can take this test any more. Open your invitation link again then.",
  notYet: "not scored yet",
  explained: "Question by question",
  question: (position: number) => `Question ${position}`,
  yours: "Your choice",
  right: "right",
  wrong: "wrong",
  yourNumber: (value: number | null) => (value === null ? "You gave no number." : `You answered ${value}.`),
  rightNumber: (value: number, percent: number) =>
    percent > 0 ? `Right is ${value}, give or take ${number(percent)} %.` : `Right is ${value}.`,
  yourText: "Your answer",
  unanswered: "You left this one unanswered.",
  modelAnswer: "An answer that earns all points",
  criterion: (title: string, earned: number, possible: number) =>
    `${title}: ${number(earned)} / ${number(possible)}`,
};
