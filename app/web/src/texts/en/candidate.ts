/** Words a candidate reads during the test that are not part of the test itself. */
import { number, plural } from "./shared";

export const exam = {
  questions: "Questions",
  allQuestions: "All questions",
  position: (index: number, count: number) => `Question ${index} of ${count}`,
  link: (index: number, answered: boolean, marked = false) =>
    `Question ${index}, ${answered ? "answered" : "not answered yet"}${marked ? ", marked" : ""}`,
  answeredOf: (answered: number, count: number) => `${number(answered)} of ${number(count)} answered`,
  previous: "Previous",
  next: "Next",
  finish: "Finish",
  remaining: "Time left",
  left: (text: string) => `${text} left`,
  minutesLeft: (minutes: number) => `${plural(minutes, "minute", "minutes")} left.`,
  keys: "Keys",
  look: "Display",
  recorded: "What is recorded",
  mark: "Mark to come back to",
  marked: "Marked to come back to",
  timeIsUp: "Time is up",
  collecting: "Your answers are being collected. This takes a few seconds.",
  collectingOffline:
    "You are offline. What you wrote is kept on this device and is sent when the connection is back. What counts is what the server received before the end; this page will tell you what that was. Keep it open.",
  paused: "The test is paused",
  pausedDetail: "The clock stands still. Who invited you can resume it; this page goes on by itself then.",
  offline:
    "You are offline. Keep working: your answers are kept on this device and sent when the connection is back.",
};

export const saving = {
  saved: "Saved",
  saving: "Saving",
  held: "Saved on this device",
  unsaved: "Not saved yet: keep this page open",
  refused: "An answer was not saved",
};

export const items = {
  loading: "Loading",
  notLoaded: "This part could not be loaded. It is tried again when the connection is back.",
  chooseOne: "Choose one.",
  chooseSeveral: "Choose all that apply.",
  clear: "Clear the choice",
};
