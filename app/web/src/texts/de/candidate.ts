import type * as en from "../en/candidate";
import { number, plural } from "../en/shared";

export const exam: typeof en.exam = {
  questions: "Fragen",
  allQuestions: "Alle Fragen",
  position: (index, count) => `Frage ${index} von ${count}`,
  link: (index, answered, marked = false) =>
    `Frage ${index}, ${answered ? "beantwortet" : "noch nicht beantwortet"}${marked ? ", vorgemerkt" : ""}`,
  answeredOf: (answered, count) => `${number(answered)} von ${number(count)} beantwortet`,
  previous: "Zurück",
  next: "Weiter",
  finish: "Abschließen",
  remaining: "Verbleibende Zeit",
  left: (text) => `noch ${text}`,
  minutesLeft: (minutes) => `Noch ${plural(minutes, "Minute", "Minuten")}.`,
  keys: "Tasten",
  look: "Anzeige",
  recorded: "Was festgehalten wird",
  mark: "Vormerken",
  marked: "Vorgemerkt",
  timeIsUp: "Die Zeit ist um",
  collecting: "Ihre Antworten werden eingesammelt. Das dauert einige Sekunden.",
  collectingOffline:
    "Sie sind offline. Was Sie geschrieben haben, liegt auf diesem Gerät und wird gesendet, sobald die Verbindung wieder da ist. Es zählt, was der Server vor dem Ende erhalten hat; diese Seite wird Ihnen sagen, was das war. Lassen Sie sie offen.",
  paused: "Der Test ist angehalten",
  pausedDetail:
    "Die Uhr steht still. Wer Sie eingeladen hat, kann ihn fortsetzen; dann geht es hier von selbst weiter.",
  offline:
    "Sie sind offline. Arbeiten Sie weiter: Ihre Antworten liegen auf diesem Gerät und werden gesendet, sobald die Verbindung wieder da ist.",
};

export const saving: typeof en.saving = {
  saved: "Gespeichert",
  saving: "Wird gespeichert",
  held: "Auf diesem Gerät gespeichert",
  unsaved: "Noch nicht gespeichert: Lassen Sie diese Seite offen",
  refused: "Eine Antwort wurde nicht gespeichert",
};

export const items: typeof en.items = {
  loading: "Wird geladen",
  notLoaded: "Dieser Teil ließ sich nicht laden. Es wird wieder versucht, sobald die Verbindung da ist.",
  chooseOne: "Wählen Sie eine Antwort.",
  chooseSeveral: "Wählen Sie alle, die zutreffen.",
  clear: "Auswahl aufheben",
};
