/** Words of the form for a remark on a question. */

export const remarks = {
  title: "Is something wrong with a question?",
  hint: "Tell us; a person reads it. It does not change your answers.",
  about: "About",
  wholeTest: "The whole test",
  text: "Your remark",
  send: "Send the remark",
  sent: "Thank you, your remark was received.",
  question: (position: number) => `Question ${position}`,
};
