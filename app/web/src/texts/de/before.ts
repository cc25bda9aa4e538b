import type * as en from "../en/before";
import { duration } from "../en/duration";
import { moment, plural } from "../en/shared";

export const start: typeof en.start = {
  greeting: (name) => (name ? `Willkommen, ${name}` : "Willkommen"),
  lead: (title) => `Sie sind zu „${title}“ eingeladen.`,
  notYet: "Die Uhr läuft noch nicht. Der Knopf, der sie startet, ist am Ende dieser Seite.",
  time: "Zeit",
  timeLimit: (seconds) => duration(seconds),
  pauses: "Pausen",
  pausesInAll: (seconds) => `insgesamt bis zu ${duration(seconds)}`,
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
    "Wann Sie diese Seite verlassen und zurückkommen, wann die Verbindung abbricht, und wie lang eingefügter Text ist, nie der Text selbst. Die Liste können Sie jederzeit lesen.",
    "Während Sie Code schreiben: wie viele Zeichen in jeder halben Minute hinzukommen, nie welche.",
    "Keine Kamera, kein Mikrofon, kein Bildschirm. Diese Angaben sieht, wer Ihr Ergebnis liest; von sich aus ändern sie nie eine Bewertung.",
  ],
  afterwards: "Danach",
  received: "Sie lesen, was angekommen ist, mit einer Quittung. Ihr Einladungslink führt dorthin zurück.",
  results: {
    none: "Ihr Ergebnis bekommt, wer Sie eingeladen hat.",
    score: "Sie lesen Ihre Punktzahl, sobald jede Antwort bewertet ist.",
    subtopics: "Sie lesen Ihre Punktzahl, insgesamt und nach Teilgebiet, sobald jede Antwort bewertet ist.",
    explanations:
      "Sie lesen Ihre Punktzahl, insgesamt und nach Teilgebiet, sobald jede Antwort bewertet ist; und was in jeder Frage richtig war und warum, wenn niemand diesen Test mehr ablegen kann.",
  },
  data: "Was mit Ihren Daten geschieht",
  dataUses: [
    "Sie bleiben bei dem Dienst, auf dem Sie diesen Link geöffnet haben; diese Seite lädt nichts von anderen Seiten und sendet nichts dorthin.",
    "Wer Sie eingeladen hat, liest Ihre Antworten und Ihr Ergebnis mit Ihrem Namen. Freitexte bewerten Menschen, die ihn nicht sehen.",
    "Solange der Test läuft, behält dieses Gerät eine Kopie, damit nichts verloren geht; am Ende wird sie entfernt.",
    "Möchten Sie Ihre Daten löschen lassen, fragen Sie, wer Sie eingeladen hat: Name, Adresse, Texte und Code verschwinden dann endgültig.",
  ],
  button: "Test beginnen",
  starting: "Beginnt",
  resume: "Mit dem Test weitermachen",
};
