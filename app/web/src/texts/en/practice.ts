/** Words of the practice area and of the check before it. Its questions are no part of any test. */

export const practice = {
  open: "Try it out first",
  title: "Practice",
  lead: "One question of each kind, to learn how they work. Nothing here counts, and nothing is stored: it is gone when you leave.",
  back: "Back to the start page",
  run: "Run the samples",
  running: "Running…",
  items: {
    single_choice: {
      prompt: "Which of these is a prime number?",
      options: ["4", "7", "9", "15"],
    },
    multiple_choice: {
      prompt: "Which of these are even? Choose all that apply.",
      options: ["2", "5", "8", "11"],
    },
    numeric: { prompt: "What is one divided by four? Type `0.25`, `0,25` or `2.5e-1`." },
    written: {
      prompt:
        "Write a line or two about your morning. Try `**bold**` or `$a^2 + b^2$`, then look at the preview.",
    },
    coding: { prompt: "Return `x` with every number doubled. Run the samples as often as you like." },
  },
};

export const check = {
  title: "Is this browser ready?",
  checking: "Checking…",
  again: "Check again",
  service: {
    good: (ms: number) => `The service answers within ${ms} ms.`,
    bad: "The service does not answer. Check your connection, then check again.",
  },
  device: {
    good: "This browser keeps your answers on the device when the connection drops.",
    bad: "This browser keeps nothing on the device; a private window may be why. You can take the test, but stay online, or open the link in another window.",
  },
  offline: {
    good: "You can reload the page without a connection and go on.",
    bad: "This browser cannot reload the page without a connection. Your answers are safe, but keep the page open when you are offline.",
  },
};
