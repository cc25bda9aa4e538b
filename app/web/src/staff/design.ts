/** A design being edited: the blueprint and what stands beside it. */
import type { Assessment, Blueprint } from "../api/types";

export type Section = Blueprint["sections"][number];
export type Draw = Section["draws"][number];

export const TYPES = ["single_choice", "multiple_choice", "numeric", "written", "coding"] as const;
export const SUBTOPICS = [
  "normalization-operation",
  "training-stability",
  "batch-statistics",
  "performance-impact",
  "regularization-effect",
] as const;
export const ROLES = [
  "data-scientist",
  "analytics-engineer",
  "deep-learning-engineer",
  "machine-learning-engineer",
] as const;
export const DIFFICULTIES = [1, 2, 3] as const;

export const newDraw = (): Draw => ({ types: ["single_choice"], count: 1 });
export const newSection = (): Section => ({ title: "", instructions: "", draws: [newDraw()] });

export const spoken = (name: string | number): string => String(name).replace(/[-_]/g, " ");

export function blueprintOf(assessment: Assessment): Blueprint {
  const { title, instructions, time_limit_s, sections, max_exposure } = assessment;
  return { title, instructions, time_limit_s, sections, max_exposure };
}

export const itemCount = (blueprint: Pick<Blueprint, "sections">): number =>
  blueprint.sections.reduce(
    (sum, section) => sum + section.draws.reduce((all, draw) => all + draw.count, 0),
    0,
  );

/** The list with one entry changed, or left out where `entry` is null. */
export function withEntry<T>(list: readonly T[], at: number, entry: T | null): T[] {
  return list.flatMap((old, index) => (index === at ? (entry === null ? [] : [entry]) : [old]));
}

/** The list with the entry at `at` one place further up. */
export function movedUp<T>(list: readonly T[], at: number): T[] {
  const moved = [...list];
  moved.splice(at - 1, 0, ...moved.splice(at, 1));
  return moved;
}
