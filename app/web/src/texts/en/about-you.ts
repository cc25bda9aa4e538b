/** Words of what candidates may tell of themselves after the end. */

export const aboutYou = {
  title: "Tell something of yourself, if you like",
  why: "It helps to see whether this test treats people alike. It is voluntary, changes nothing for you, and leaving it out tells nothing either.",
  apart:
    "It is kept apart from your name, your answers and your score. Who invited you and who reads your answers never see it; they see counts of groups of ten people or more.",
  back: "You can take it back here at any time. Nobody can read it again, so this page does not show it to you either.",
  notTold: "I do not say",
  send: "Send",
  takeBack: "Take it back",
  told: "Thank you, it was received.",
  toldBefore: "You told something before. Sending again replaces it.",
  takenBack: "It was taken back.",
  questions: {
    gender: "Gender",
    age: "Age",
    ethnicity: "Ethnic group",
    disability: "Do you have a disability?",
  } as Record<string, string>,
  answers: {
    woman: "Woman",
    man: "Man",
    "non-binary": "Non-binary",
    other: "Other",
    "under 25": "Under 25",
    "55 and over": "55 and over",
    "Hispanic or Latino": "Hispanic or Latino",
    White: "White",
    "Black or African American": "Black or African American",
    "Native Hawaiian or Pacific Islander": "Native Hawaiian or Pacific Islander",
    Asian: "Asian",
    "American Indian or Alaska Native": "American Indian or Alaska Native",
    "two or more": "Two or more of these",
    yes: "Yes",
    no: "No",
  } as Record<string, string>,
};
