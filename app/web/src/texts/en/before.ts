/** Words of the page before the start. */
import { duration } from "./duration";
import { moment, plural } from "./shared";

export const start = {
  greeting: (name: string) => (name ? `Welcome, ${name}` : "Welcome"),
  lead: (title: string) => `You are invited to “${title}”.`,
  notYet: "The clock does not run yet. The button that starts it is at the end of this page.",
  time: "Time",
  timeLimit: (seconds: number) => duration(seconds),
  pauses: "Pauses",
  pausesInAll: (seconds: number) => `up to ${duration(seconds)} in all`,
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
    "When you leave this page and come back, when the connection drops, and the size of what you paste, never its text. You can read the list at any time.",
    "While you write code, how many characters come in each half minute, never which.",
    "No camera, no microphone, no screen. These notes inform whoever reads your result; they never change a score by themselves.",
  ],
  afterwards: "Afterwards",
  received: "You read what was received, with a receipt code. Your invitation link brings you back to it.",
  results: {
    none: "Your result goes to who invited you.",
    score: "You read your score, once every answer is scored.",
    subtopics: "You read your score, in all and by subtopic, once every answer is scored.",
    explanations:
      "You read your score, in all and by subtopic, once every answer is scored; and what was right in each question, and why, when nobody can take this test any more.",
  },
  data: "What happens with your data",
  dataUses: [
    "It stays on the service that you opened this link on; this page loads nothing from other sites and sends nothing to them.",
    "Who invited you reads your answers and your result with your name. Written answers are scored by people who do not see it.",
    "While the test runs this device keeps a copy, so that nothing is lost; the copy is removed at the end.",
    "If you want your data erased, ask who invited you: your name, address, texts and code then go for good.",
  ],
  button: "Start the test",
  starting: "Starting",
  resume: "Go on with the test",
};
