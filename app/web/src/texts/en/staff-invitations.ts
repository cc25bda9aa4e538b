/** What recruiters read where people are invited. */
import { moment, number, plural } from "./shared";

export const invite = {
  title: "Invite",
  name: "Name",
  email: "E-mail",
  time: "Time",
  times: {
    "": "As the assessment says",
    "1": "The usual time",
    "1.25": "A quarter more",
    "1.5": "Half as much again",
    "2": "Twice the time",
  },
  language: "Language of e-mails",
  languages: { en: "English", de: "German" },
  send: "Send it by e-mail",
  noMail: "No mail server is set up: pass the links on yourself.",
  button: "Invite",
  file: "Many at once, from a file",
  fileHint:
    "A CSV with a first line that names the columns: name and email, and if wanted time_factor, language and expires_at. Up to 1,000 people.",
  choose: "CSV file",
  reading: "Reading the file",
  notPublished: "Only a published assessment takes candidates.",
  draft: "Publish it first: then people can be invited.",
  closed: "It is closed: nobody can be invited any more.",
};

export const file = {
  summary: (good: number, wrong: number) =>
    wrong
      ? `${plural(wrong, "line has", "lines have")} something to mend. Nobody is invited until all are right.`
      : `${plural(good, "person", "people")} can be invited.`,
  ignored: (columns: string[]) => `Not read: ${columns.join(", ")}.`,
  again: (count: number) => `Leave out the ${plural(count, "one who is", "ones who are")} invited already`,
  line: "Line",
  finding: "What to mend",
  fine: "fine",
  invited: (at: string) => `invited already, ${moment(at)}`,
  send: (count: number) => `Invite ${plural(count, "person", "people")}`,
  onlyWrong: "Show only lines to mend",
  other: "Choose another file",
  nobody: "Everybody in the file is invited already.",
};

export const made = {
  title: (count: number) => plural(count, "person is invited", "people are invited"),
  once: "Copy or print the links now: each is shown this one time, and opens this person's test to whoever has it. A new one can be made at any time.",
  sent: "The e-mails are on their way; the list below says where each stands.",
  person: "Person",
  link: "Link",
  copy: "Copy",
  copyAll: "Copy all",
  copied: "Copied",
  print: "Print",
  close: "Put away",
};

export const list = {
  title: "Invitations",
  empty: "Nobody is invited yet",
  emptyDetail: "Invite one person, or many from a file.",
  remind: "Remind all who have not started",
  reminded: (count: number) =>
    count ? `${plural(count, "reminder is", "reminders are")} on the way.` : "Nobody is left to be reminded.",
  noneSo: "No invitation is like this",
  noneSoDetail: "Choose another state, or search for something else.",
  state: "State",
  states: {
    "": "All",
    open: "Not started",
    started: "Under way",
    finished: "Finished",
    expired: "Expired",
    revoked: "Withdrawn",
  },
  search: "Name or e-mail",
  person: "Person",
  mail: "E-mail",
  invited: "Invited",
  until: "Start until",
  acts: "What can be done",
  change: (name: string) => `Change the invitation of ${name}`,
  more: "Change",
  factor: (factor: number) => `× ${number(factor)} time`,
  letters: { invitation: "Invitation", reminder: "Reminder" },
  deliveries: {
    queued: (tries: number, next: string | null) =>
      tries && next ? `not taken yet, next try ${moment(next)}` : "is being sent",
    sent: (_: number, __: string | null, at: string | null) => `sent ${at ? moment(at) : ""}`,
    failed: () => "could not be sent",
    dropped: () => "not sent",
  },
  noLetter: "no e-mail",
};

export const change = {
  link: "New link",
  linkHint: "Earlier links go on to work.",
  replace: "Replace all links",
  replaceHint: "For a link that went to the wrong hands: none of the earlier ones opens the test any more.",
  remind: "Send a reminder",
  reminded: "A reminder is on its way.",
  revoke: "Withdraw",
  revokeSure: "Withdraw: the links open nothing any more",
  report: "Report",
  until: "Start until",
  factor: "Time",
  save: "Save",
  extend: "Give more time",
  reopen: "Reopen",
  minutes: "Minutes",
  reason: "Reason",
  reasonHint: "Kept on record.",
  done: "Done.",
  close: "Close",
};
