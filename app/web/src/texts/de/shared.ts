import type * as en from "../en/shared";
import { plural } from "../en/shared";

export const types: typeof en.types = {
  single_choice: "Eine Antwort",
  multiple_choice: "Mehrere Antworten",
  numeric: "Eine Zahl",
  written: "Freitext",
  coding: "Programmieren",
};

export const shared: typeof en.shared = {
  product: "bn-assess",
  loading: "Wird geladen",
  retry: "Noch einmal versuchen",
  skip: "Zum Inhalt springen",
  points: (points) => plural(points, "Punkt", "Punkte"),
};

export const problems: typeof en.problems = {
  "": {
    title: "Keine Verbindung",
    detail: "Der Dienst ist nicht zu erreichen. Prüfen Sie Ihre Verbindung; diese Seite versucht es weiter.",
  },
  "urn:bn-assess:attempt-closed": {
    title: "Der Test nimmt nichts mehr an.",
    detail: "Er ist zu Ende oder angehalten. Was vorher gespeichert war, zählt.",
  },
  "urn:bn-assess:invitation-expired": {
    title: "Diese Einladung ist abgelaufen.",
    detail: "Bitten Sie die Person, die Sie eingeladen hat, um einen neuen Link.",
  },
  "urn:bn-assess:not-signed-in": {
    title: "Diese Einladung gilt hier nicht mehr.",
    detail: "Öffnen Sie den Link aus Ihrer Einladung noch einmal, oder bitten Sie um einen neuen.",
  },
  "urn:bn-assess:no-submits-left": {
    title: "Diese Aufgabe nimmt keine weitere Abgabe an.",
    detail: "Die letzte Abgabe zählt.",
  },
  "urn:bn-assess:no-runs-left": {
    title: "Diese Aufgabe nimmt keinen weiteren Probelauf an.",
    detail: "Sie können den Code so abgeben, wie er ist.",
  },
  "urn:bn-assess:coding-unavailable": {
    title: "Code kann hier gerade nicht bewertet werden.",
    detail: "Ihr gespeicherter Code ist sicher. Versuchen Sie es später noch einmal.",
  },
  "urn:bn-assess:no-practice": {
    title: "Vor diesem Test lässt sich kein Code ausführen.",
    detail: "Der Editor arbeitet hier so wie im Test.",
  },
  "urn:bn-assess:practice-busy": {
    title: "Gerade probieren zu viele Leute etwas aus.",
    detail: "Versuchen Sie es in einigen Sekunden noch einmal.",
  },
  "urn:bn-assess:database-away": {
    title: "Der Dienst kann gerade nichts speichern.",
    detail: "Versuchen Sie es in einigen Sekunden noch einmal; was schon gespeichert war, ist sicher.",
  },
};
