/** Count words as a reader does: runs of anything between white space. */
export const countWords = (text: string): number => text.trim().split(/\s+/).filter(Boolean).length;

/** How a count of words stands to the limit that the question names. */
export type Fullness = "short" | "near" | "over";

export function fullness(count: number, limit: number): Fullness {
  if (count > limit) return "over";
  return count >= 0.9 * limit ? "near" : "short";
}
