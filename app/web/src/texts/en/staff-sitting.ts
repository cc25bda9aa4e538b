/** What recruiters read of how a person sat the test. */
import { duration } from "./duration";
import { number, plural } from "./shared";

export const sitting = {
  pause: "Pauses they may take",
  pauses: {
    "0": "None",
    "300": "5 minutes in all",
    "600": "10 minutes in all",
    "900": "15 minutes in all",
    "1800": "30 minutes in all",
  },
  paused: "Paused",
  typing: "How the code grew",
  typed: (size: number, length: number) =>
    `${plural(size, "character", "characters")} came while the person was at it, ${number(length)} are there in the end. Lines show the length, bars what came in each half minute. Told by the browser; what was typed is not kept.`,
  asTable: "As a table",
  at: "Until",
  came: "Came",
  length: "Length then",
  pausedOf: (taken: number, granted: number) => `${duration(taken)} of ${duration(granted)}`,
};
