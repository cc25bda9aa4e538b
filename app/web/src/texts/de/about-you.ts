import type * as en from "../en/about-you";

export const aboutYou: typeof en.aboutYou = {
  title: "Erzählen Sie etwas über sich, wenn Sie mögen",
  why: "Es hilft zu sehen, ob dieser Test alle gleich behandelt. Es ist freiwillig, ändert für Sie nichts, und auch wer es weglässt, verrät damit nichts.",
  apart:
    "Es wird getrennt von Ihrem Namen, Ihren Antworten und Ihrem Ergebnis aufbewahrt. Wer Sie eingeladen hat und wer Ihre Antworten liest, sieht es nie; zu sehen sind Zahlen über Gruppen ab zehn Menschen.",
  back: "Sie können es hier jederzeit zurücknehmen. Niemand kann es noch einmal lesen, darum zeigt es diese Seite auch Ihnen nicht.",
  notTold: "Keine Angabe",
  send: "Senden",
  takeBack: "Zurücknehmen",
  told: "Danke, es ist angekommen.",
  toldBefore: "Sie haben schon etwas angegeben. Erneutes Senden ersetzt es.",
  takenBack: "Es wurde zurückgenommen.",
  questions: {
    gender: "Geschlecht",
    age: "Alter",
    ethnicity: "Ethnische Gruppe",
    disability: "Haben Sie eine Behinderung?",
  },
  answers: {
    woman: "Frau",
    man: "Mann",
    "non-binary": "Nichtbinär",
    other: "Andere",
    "under 25": "Unter 25",
    "55 and over": "55 und älter",
    "Hispanic or Latino": "Hispanisch oder lateinamerikanisch",
    White: "Weiß",
    "Black or African American": "Schwarz oder afroamerikanisch",
    "Native Hawaiian or Pacific Islander": "Aus Hawaii oder von den Pazifikinseln",
    Asian: "Asiatisch",
    "American Indian or Alaska Native": "Indigen aus Nordamerika oder Alaska",
    "two or more": "Zwei oder mehr davon",
    yes: "Ja",
    no: "Nein",
  },
};
