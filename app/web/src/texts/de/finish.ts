import type * as en from "../en/finish";
import { plural } from "../en/shared";

export const finish: typeof en.finish = {
  title: "Den Test abschließen?",
  allAnswered: "Sie haben jede Frage beantwortet.",
  unanswered: (count) => `${plural(count, "Frage ist", "Fragen sind")} nicht beantwortet:`,
  final: "Danach lässt sich nichts mehr ändern.",
  unsaved:
    "Einige Antworten sind noch nicht beim Server. Sie werden gerade gesendet; danach können Sie abschließen.",
  confirm: "Jetzt abschließen",
  finishing: "Wird abgeschlossen",
  back: "Zurück zum Test",
};
