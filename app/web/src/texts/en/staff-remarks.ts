/** Words of the queue of candidates' remarks. */
import { number } from "./shared";

export const remarks = {
  title: "Remarks",
  lead: "What candidates say about questions, without their names. They read your answer on the page after their test.",
  states: { open: "Open", answered: "Answered", mended: "Mended" },
  empty: {
    open: "No remark waits for an answer",
    answered: "None was answered yet",
    mended: "No item was mended after a remark yet",
  },
  emptyDetail: "Candidates can leave a remark on each question, during the test and after it.",
  onTest: "The whole test",
  version: (item: string, version: number) => `${item}, version ${number(version)}`,
  asked: "What was asked",
  since: (day: string) => `since ${day}`,
  answer: "Your answer",
  answerHint: "The candidate reads it as you write it. Give away no key that others may still meet.",
  answerIt: "Answer",
  answered: "All stays as it is",
  mended: "The item was mended",
  reopen: "Open again",
  sent: "Kept.",
  answeredAt: (when: string) => `answered ${when}`,
};
