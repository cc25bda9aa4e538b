import type { Problem } from "../api/problem";

/** A problem of the service in its own words. */
export function ProblemNote({ problem }: { problem: Problem | null }) {
  if (!problem) return null;
  return (
    <div class="notice bad" role="alert">
      <h3>{problem.title}</h3>
      <p>{problem.detail}</p>
    </div>
  );
}
