/** Every word a candidate reads that is not part of the test itself. */
import { duration, moment, number, plural } from "./shared";

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

export const exam = {
  questions: "Questions",
  allQuestions: "All questions",
  position: (index: number, count: number) => `Question ${index} of ${count}`,
  link: (index: number, answered: boolean) =>
    `Question ${index}, ${answered ? "answered" : "not answered yet"}`,
  answeredOf: (answered: number, count: number) => `${number(answered)} of ${number(count)} answered`,
  previous: "Previous",
  next: "Next",
  finish: "Finish",
  remaining: "Time left",
  left: (text: string) => `${text} left`,
  minutesLeft: (minutes: number) => `${plural(minutes, "minute", "minutes")} left.`,
  timeIsUp: "Time is up",
  collecting: "Your answers are being collected. This takes a few seconds.",
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
  number: "Your answer",
  numberHint: "A number such as 0.5, 0,5 or 1e-5.",
  notANumber: "This is not a number yet, so it is not saved.",
  readAs: (value: number) => `Read as ${value}`,
  written: "Your answer",
  writtenHint: "Markdown works, and maths between dollar signs: $\\gamma \\hat{x} + \\beta$.",
  words: (count: number) => plural(count, "word", "words"),
  charactersLeft: (count: number) =>
    count >= 0
      ? `${plural(count, "character", "characters")} left`
      : `${plural(-count, "character", "characters")} too many: shorten it to save it`,
  write: "Write",
  preview: "Preview",
  nothingToPreview: "Nothing written yet.",
};

export const finish = {
  title: "Finish the test?",
  allAnswered: "You answered every question.",
  unanswered: (count: number) => `${plural(count, "question is", "questions are")} not answered:`,
  final: "Nothing can be changed after this.",
  unsaved: "Some answers are not on the server yet. They are being sent; you can finish once they are there.",
  confirm: "Finish now",
  finishing: "Finishing",
  back: "Back to the test",
};

export const closed = {
  expired: "This invitation has expired",
  expiredDetail: (iso: string) =>
    `It could be started until ${moment(iso)}. Ask who invited you for a new link.`,
  noInvitation: "Open your invitation link",
  noInvitationDetail:
    "This page needs the link from your invitation. If you came by that link, it is not known or was withdrawn: ask who sent it for a new link.",
  away: "The service cannot be reached",
  awayDetail: "Your work is safe. This page keeps trying, and goes on by itself.",
};
