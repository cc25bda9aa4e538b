/** Words of the page before the start. */
import { duration } from "./duration";
import { moment, plural } from "./shared";

export const start = {
  greeting: (name: string) => (name ? `Welcome, ${name}` : "Welcome"),
  lead: (title: string) => `You are invited to “${title}”.`,
  time: "Time",
  timeLimit: (seconds: number) => duration(seconds),
  questions: "Questions",
  startBy: "Start by",
  moment,
  about: "About this test",
  sections: "What is in it",
  sectionCount: (count: number) => plural(count, "question", "questions"),
  how: "How it goes",
  rules: [
    "One clock runs for the whole test. It starts when you press the button below, and it does not stop when you close the page.",
    "You can go to any question in any order, and change an answer until the time is over.",
    "Answers are saved as you go. If your connection drops, keep working: this page keeps them and sends them later.",
    "If the browser closes, open your invitation link again and go on where you were.",
  ],
  recorded: "What is recorded",
  records: [
    "Your answers and the code you run or submit, with the times.",
    "When this page loses or gains the focus, when the connection drops, and the size of what you paste, never its text.",
    "No camera, no microphone, no screen. These notes inform whoever reads your result; they never change a score by themselves.",
  ],
  button: "Start the test",
  starting: "Starting",
  resume: "Go on with the test",
};
