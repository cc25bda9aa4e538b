/** Words of a pause that the candidate takes. */

export const pausing = {
  pause: "Pause",
  pauseLeft: (left: string) => `You can pause for ${left} in all.`,
  ownPause: "The clock stands still, and the questions are out of sight until you go on.",
  goesOn: (left: string) => `The test goes on by itself in ${left}.`,
  resume: "Go on with the test",
};
