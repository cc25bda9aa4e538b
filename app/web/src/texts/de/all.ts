/** German, laid over the English catalogue: the types hold every word to be there. */
import { aboutYou } from "../en/about-you";
import { finished, remarks } from "../en/after";
import { answering } from "../en/answering";
import { start } from "../en/before";
import { exam, items, saving } from "../en/candidate";
import { closed } from "../en/closed";
import { coding, verdicts } from "../en/coding";
import { units } from "../en/duration";
import { finish } from "../en/finish";
import { keys, look } from "../en/help";
import { pausing } from "../en/pausing";
import { check, practice } from "../en/practice";
import { recorded } from "../en/recorded";
import { results, subtopics } from "../en/results";
import { problems, shared, types } from "../en/shared";
import * as aboutYouDe from "./about-you";
import * as afterDe from "./after";
import * as answeringDe from "./answering";
import * as beforeDe from "./before";
import * as candidateDe from "./candidate";
import * as closedDe from "./closed";
import * as codingDe from "./coding";
import * as durationDe from "./duration";
import * as finishDe from "./finish";
import * as helpDe from "./help";
import * as pausingDe from "./pausing";
import * as practiceDe from "./practice";
import * as recordedDe from "./recorded";
import * as resultsDe from "./results";
import * as sharedDe from "./shared";

export const PAIRS: [english: object, german: object][] = [
  [aboutYou, aboutYouDe.aboutYou],
  [finished, afterDe.finished],
  [remarks, afterDe.remarks],
  [start, beforeDe.start],
  [exam, candidateDe.exam],
  [saving, candidateDe.saving],
  [items, candidateDe.items],
  [answering, answeringDe.answering],
  [pausing, pausingDe.pausing],
  [closed, closedDe.closed],
  [verdicts, codingDe.verdicts],
  [coding, codingDe.coding],
  [finish, finishDe.finish],
  [look, helpDe.look],
  [keys, helpDe.keys],
  [practice, practiceDe.practice],
  [check, practiceDe.check],
  [recorded, recordedDe.recorded],
  [results, resultsDe.results],
  [subtopics, resultsDe.subtopics],
  [units, durationDe.units],
  [types, sharedDe.types],
  [shared, sharedDe.shared],
  [problems, sharedDe.problems],
];

export function overlay(): void {
  for (const [english, german] of PAIRS) Object.assign(english, german);
}
