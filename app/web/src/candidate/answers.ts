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
