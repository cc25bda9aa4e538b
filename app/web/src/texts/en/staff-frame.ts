/** Words of the staff client's frame. */
export const tabs = {
  label: "This assessment",
  overview: "Overview",
  invitations: "Invitations",
  results: "Results",
  measurement: "Measurement",
};
