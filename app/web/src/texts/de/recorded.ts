import type * as en from "../en/recorded";
import { number, plural } from "../en/shared";

export const recorded: typeof en.recorded = {
  title: "Was festgehalten wurde",
  open: "Was festgehalten wurde",
  close: "Schließen",
  lead: "Neben Ihren Antworten und Ihrem Code wurde das hier festgehalten und sonst nichts. Wer Ihr Ergebnis liest, sieht dieselbe Liste; von sich aus ändert sie nie eine Bewertung.",
  nothing: "Bisher nichts.",
  focus: (seconds) =>
    seconds === null
      ? "Sie haben diese Seite verlassen."
      : `Sie haben diese Seite für ${plural(seconds, "Sekunde", "Sekunden")} verlassen.`,
  focusGained: "Sie sind auf diese Seite zurückgekommen.",
  offline: (seconds) =>
    seconds === null
      ? "Die Verbindung brach ab."
      : `Die Verbindung war ${plural(seconds, "Sekunde", "Sekunden")} lang weg.`,
  online: "Die Verbindung war wieder da.",
  paste: (size) => `Sie haben ${plural(size, "Zeichen", "Zeichen")} eingefügt.`,
  typing: (size) =>
    `Zu Ihrem Code ${size === 1 ? "kam" : "kamen"} ${plural(size, "Zeichen", "Zeichen")} hinzu.`,
  paused: "Der Test wurde angehalten.",
  resumed: "Der Test ging weiter.",
  other: (kind, size) => (size === null ? kind : `${kind}: ${number(size)}`),
};
