import type * as en from "../en/after";

export const finished: typeof en.finished = {
  title: "Ihr Test ist abgeschlossen",
  thanks: "Danke. Das ist angekommen:",
  timeOver: "Die Zeit ist um. Das ist angekommen:",
  at: "Abgeschlossen",
  answers: "Erhaltene Antworten",
  receipt: "Quittung",
  receiptHint: "Nennen Sie diesen Code, wenn Sie eine Frage zu Ihrem Test haben.",
  lost: (positions) =>
    `Die letzte Änderung an Frage ${positions.join(", ")} kam nach dem Ende und zählt nicht. Was vorher gespeichert war, zählt.`,
  print: "Diese Seite drucken",
  question: (position) => `Frage ${position}`,
  received: "erhalten",
  notAnswered: "nicht beantwortet",
  next: "Wer Sie eingeladen hat, sieht jetzt Ihr Ergebnis. Sie können diese Seite schließen; Ihr Einladungslink führt hierher zurück.",
};

export const remarks: typeof en.remarks = {
  title: "Stimmt etwas mit einer Frage nicht?",
  hint: "Sagen Sie es uns; ein Mensch liest es. An Ihren Antworten ändert es nichts.",
  about: "Zu",
  wholeTest: "Zum ganzen Test",
  text: "Ihre Bemerkung",
  send: "Bemerkung senden",
  sent: "Danke, Ihre Bemerkung ist angekommen.",
  own: "Ihre Bemerkungen",
  waits: "Noch nicht beantwortet. Die Antwort wird auf dieser Seite stehen.",
  answered: "Antwort",
  mended: "Die Frage wurde berichtigt",
  question: (position) => `Frage ${position}`,
};
