/** What recruiters read of how a person sat the test. */
import { duration } from "./duration";

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
  pausedOf: (taken: number, granted: number) => `${duration(taken)} of ${duration(granted)}`,
};
