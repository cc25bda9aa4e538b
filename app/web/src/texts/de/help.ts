import type * as en from "../en/help";

export const look: typeof en.look = {
  title: "Anzeige",
  open: "Anzeige",
  kept: "Bleibt auf diesem Gerät. An Ihrem Test ändert es nichts.",
  settings: {
    text: "Schriftgröße",
    font: "Schrift",
    motion: "Bewegung",
    questions: "Fragen",
    clock: "Verbleibende Zeit",
    language: "Sprache dieser Seite",
  },
  choices: {
    text: { usual: "Üblich", large: "Groß", larger: "Größer" },
    font: { usual: "Üblich", readable: "OpenDyslexic, gemacht für Menschen mit Legasthenie" },
    motion: { system: "Wie in Ihrem System eingestellt", less: "Keine" },
    questions: { one: "Eine nach der anderen", all: "Alle auf einer Seite" },
    clock: { shown: "Sichtbar", hidden: "Verborgen; Hinweis bei 30, 10, 5 und 1 Minute" },
    language: { en: "English", de: "Deutsch" },
  },
  close: "Schließen",
};

export const keys: typeof en.keys = {
  title: "Tasten",
  open: "Tasten",
  close: "Schließen",
  hint: "Mit Tab, Eingabe und Leertaste erreichen Sie alles. Diese Tasten sind schneller, wo immer Sie sind:",
  list: [
    ["Alt Umschalt N", "Nächste Frage"],
    ["Alt Umschalt P", "Vorige Frage"],
    ["Alt Umschalt M", "Diese Frage vormerken"],
    ["Alt Umschalt O", "Alle Fragen"],
    ["Alt Umschalt K", "Diese Tasten"],
    ["Strg Eingabe", "Beispiele ausführen, im Code-Editor"],
    ["Escape, dann Tab", "Den Code-Editor verlassen"],
    ["Pfeiltasten", "Bei einer Antwort eine andere wählen"],
  ],
};
