import type { Answer, Item } from "../api/types";

const sorted = (ids: string[]): string => [...ids].sort().join();

/** Whether two answers say the same; the order in which boxes were ticked says nothing. */
export function same(one: Answer | null, other: Answer | null): boolean {
  if (one === null || other === null) return one === other;
  if ("choices" in one) return "choices" in other && sorted(one.choices) === sorted(other.choices);
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether nothing was answered: starter code counts as nothing until it is changed. */
export function isEmpty(answer: Answer | null, item: Pick<Item, "starter_code">): boolean {
  if (answer === null) return true;
  if ("choice" in answer) return answer.choice === null;
  if ("choices" in answer) return answer.choices.length === 0;
  if ("value" in answer) return answer.value === null;
  if ("text" in answer) return answer.text.trim() === "";
  return answer.source.trim() === "" || answer.source === (item.starter_code ?? "");
}

const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?$/;

/**
 * Read a number as people type it: `0.5`, `0,5`, `1e-5`, `-3`, `1 000`. Undefined when it is none.
 *
 * One comma or point is the decimal sign; two of them could mean two numbers, so that is not guessed at.
 */
export function parseNumber(typed: string): number | undefined {
  const compact = typed
    .trim()
    .replace(/[\s\u00a0\u202f']/g, "")
    .replace(/\u2212/g, "-");
  if (!NUMBER.test(compact)) return undefined;
  const value = Number(compact.replace(",", "."));
  return Number.isFinite(value) ? value : undefined;
}

/** Count words as a reader does: runs of anything between white space. */
export const countWords = (text: string): number => text.trim().split(/\s+/).filter(Boolean).length;
