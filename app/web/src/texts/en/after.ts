/** Words of the page after the end. */

export const finished = {
  title: "Your test is finished",
  thanks: "Thank you. This was received:",
  timeOver: "The time is over. This was received:",
  at: "Finished",
  answers: "Answers received",
  receipt: "Receipt",
  receiptHint: "Quote this code if you have a question about your test.",
  lost: (positions: number[]) =>
    `The last change to question ${positions.join(", ")} came after the end and does not count. What was saved before does.`,
  print: "Print this page",
  question: (position: number) => `Question ${position}`,
  received: "received",
  notAnswered: "not answered",
  next: "Who invited you now sees your result. You can close this page; your invitation link brings you back to it.",
};

export const remarks = {
  title: "Is something wrong with a question?",
  hint: "Tell us; a person reads it. It does not change your answers.",
  about: "About",
  wholeTest: "The whole test",
  text: "Your remark",
  send: "Send the remark",
  sent: "Thank you, your remark was received.",
  own: "Your remarks",
  waits: "Not answered yet. The answer will be on this page.",
  answered: "Answer",
  mended: "The question was put right",
  question: (position: number) => `Question ${position}`,
};
