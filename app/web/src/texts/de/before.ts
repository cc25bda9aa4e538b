import type * as en from "../en/before";
import { duration } from "../en/duration";
import { moment, plural } from "../en/shared";

export const start: typeof en.start = {
  greeting: (name) => (name ? `Willkommen, ${name}` : "Willkommen"),
  lead: (title) => `Sie sind zu „${title}“ eingeladen.`,
  time: "Zeit",
  timeLimit: (seconds) => duration(seconds),
  questions: "Fragen",
  startBy: "Beginnen bis",
  moment,
  about: "Über diesen Test",
  sections: "Was er enthält",
  sectionCount: (count) => plural(count, "Frage", "Fragen"),
  how: "Wie er abläuft",
  rules: [
    "Eine Uhr läuft für den ganzen Test. Sie beginnt, wenn Sie unten auf den Knopf drücken, und bleibt nicht stehen, wenn Sie die Seite schließen.",
    "Sie können jede Frage in jeder Reihenfolge öffnen und Antworten ändern, bis die Zeit um ist.",
    "Antworten werden laufend gespeichert. Bricht die Verbindung ab, arbeiten Sie weiter: Diese Seite bewahrt alles auf und sendet es später.",
    "Schließt sich der Browser, öffnen Sie Ihren Einladungslink noch einmal und machen dort weiter, wo Sie waren.",
  ],
  recorded: "Was festgehalten wird",
  records: [
    "Ihre Antworten und der Code, den Sie ausführen oder abgeben, mit den Zeiten.",
    "Wann diese Seite den Fokus verliert oder bekommt, wann die Verbindung abbricht, und wie lang eingefügter Text ist, nie der Text selbst.",
    "Keine Kamera, kein Mikrofon, kein Bildschirm. Diese Angaben sieht, wer Ihr Ergebnis liest; von sich aus ändern sie nie eine Bewertung.",
  ],
  button: "Test beginnen",
  starting: "Beginnt",
  resume: "Mit dem Test weitermachen",
};
