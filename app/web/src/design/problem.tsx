import type { Problem } from "../api/problem";

/** A problem of the service in its own words. */
export function ProblemNote({ problem }: { problem: Problem | null }) {
  if (!problem) return null;
  return (
    <div class="notice bad" role="alert">
      <p class="notice-title">{problem.title}</p>
      <p>{problem.detail}</p>
    </div>
  );
}
