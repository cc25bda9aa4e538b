import type * as en from "../en/practice";

export const practice: typeof en.practice = {
  open: "Erst ausprobieren",
  title: "Zum Üben",
  lead: "Von jeder Art eine Frage, damit Sie wissen, wie es geht. Nichts davon zählt, und nichts wird gespeichert: Es ist weg, wenn Sie gehen.",
  back: "Zurück zur Startseite",
  run: "Beispiele ausführen",
  running: "Läuft…",
  items: {
    single_choice: { prompt: "Welche dieser Zahlen ist eine Primzahl?", options: ["4", "7", "9", "15"] },
    multiple_choice: {
      prompt: "Welche dieser Zahlen sind gerade? Wählen Sie alle, die zutreffen.",
      options: ["2", "5", "8", "11"],
    },
    numeric: { prompt: "Was ist eins geteilt durch vier? Schreiben Sie `0,25`, `0.25` oder `2,5e-1`." },
    written: {
      prompt:
        "Schreiben Sie ein, zwei Zeilen über Ihren Morgen. Versuchen Sie `**fett**` oder `$a^2 + b^2$`, und sehen Sie sich dann die Vorschau an.",
    },
    coding: {
      prompt:
        "Geben Sie `x` mit jeder Zahl verdoppelt zurück. Führen Sie die Beispiele aus, sooft Sie möchten.",
    },
  },
};

export const check: typeof en.check = {
  title: "Ist dieser Browser bereit?",
  checking: "Wird geprüft…",
  again: "Noch einmal prüfen",
  service: {
    good: (ms) => `Der Dienst antwortet innerhalb von ${ms} ms.`,
    bad: "Der Dienst antwortet nicht. Prüfen Sie Ihre Verbindung, dann noch einmal hier.",
  },
  device: {
    good: "Dieser Browser bewahrt Ihre Antworten auf dem Gerät auf, wenn die Verbindung abbricht.",
    bad: "Dieser Browser bewahrt nichts auf dem Gerät auf, vielleicht wegen eines privaten Fensters. Sie können den Test machen, aber bleiben Sie online, oder öffnen Sie den Link in einem anderen Fenster.",
  },
  offline: {
    good: "Sie können die Seite ohne Verbindung neu laden und weitermachen.",
    bad: "Dieser Browser kann die Seite ohne Verbindung nicht neu laden. Ihre Antworten sind sicher, aber lassen Sie die Seite offen, wenn Sie offline sind.",
  },
};
