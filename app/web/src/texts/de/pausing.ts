import type * as en from "../en/pausing";

export const pausing: typeof en.pausing = {
  pause: "Pause",
  pauseLeft: (left) => `Sie können insgesamt ${left} Pause machen.`,
  ownPause: "Die Uhr steht still, und die Fragen sind verborgen, bis Sie weitermachen.",
  goesOn: (left) => `In ${left} geht der Test von selbst weiter.`,
  resume: "Test fortsetzen",
};
