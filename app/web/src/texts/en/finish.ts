/** Words of the question whether to finish. */
import { plural } from "./shared";

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
