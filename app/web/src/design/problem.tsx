import type { Problem } from "../api/problem";
import { problems } from "../texts/en/shared";

/** A problem of the service, in its own words where the catalogue has none. */
export function ProblemNote({ problem }: { problem: Problem | null }) {
  if (!problem) return null;
  const { title, detail } = problems[problem.type] ?? problem;
  return (
    <div class="notice bad" role="alert">
      <p class="notice-title">{title}</p>
      <p>{detail}</p>
    </div>
  );
}
