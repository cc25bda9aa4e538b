/** Lengths of time in words. */
import { plural } from "./shared";

export const units = {
  minutes: (count: number) => plural(count, "minute", "minutes"),
  hours: (count: number) => plural(count, "hour", "hours"),
};

export function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return units.minutes(rest);
  return units.hours(hours) + (rest ? ` ${units.minutes(rest)}` : "");
}
