/** Words of the two dialogs: how the page looks, and which keys it knows. */

export const look = {
  title: "Display",
  open: "Display",
  kept: "Kept on this device. It changes nothing about your test.",
  settings: {
    text: "Text size",
    font: "Font",
    motion: "Motion",
    questions: "Questions",
    clock: "Time left",
    language: "Language of this page",
  },
  choices: {
    text: { usual: "Usual", large: "Large", larger: "Larger" },
    font: { usual: "Usual", readable: "OpenDyslexic, made for readers with dyslexia" },
    motion: { system: "As in your system's settings", less: "None" },
    questions: { one: "One at a time", all: "All on one page" },
    clock: { shown: "Shown", hidden: "Hidden; said at 30, 10, 5 and 1 minutes" },
    language: { en: "English", de: "Deutsch" },
  },
  close: "Close",
};

export const keys = {
  title: "Keys",
  open: "Keys",
  close: "Close",
  hint: "Everything is within reach of Tab, Enter and Space. These keys are quicker, wherever you are:",
  list: [
    ["Alt Shift N", "Next question"],
    ["Alt Shift P", "Previous question"],
    ["Alt Shift M", "Mark this question, to come back to it"],
    ["Alt Shift O", "All questions"],
    ["Alt Shift K", "These keys"],
    ["Ctrl Enter", "Run the samples, in the code editor"],
    ["Escape, then Tab", "Leave the code editor"],
    ["Arrow keys", "Choose another option of one choice"],
  ] as [string, string][],
};
