import type * as en from "../en/duration";
import { plural } from "../en/shared";

export const units: typeof en.units = {
  minutes: (count) => plural(count, "Minute", "Minuten"),
  hours: (count) => plural(count, "Stunde", "Stunden"),
};
