import { useEffect, useState } from "preact/hooks";
import type { Problem, Result } from "../api/problem";

export interface Page<T> {
  items: T[];
  next_cursor?: string | null;
}

export interface Rows<T> {
  rows: T[] | null;
  problem: Problem | null;
  more: (() => void) | null;
  again: () => void;
}

/** A list that grows by pages; `key` names the list, and a new one begins anew. */
export function useRows<T>(
  key: string,
  fetchPage: (cursor: string | null) => Promise<Result<Page<T>>>,
): Rows<T> {
  const [state, setState] = useState<{ key: string; rows: T[] | null; next: string | null }>({
    key: "",
    rows: null,
    next: null,
  });
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);

  const read = async (cursor: string | null, before: T[], isLeft: () => boolean) => {
    const result = await fetchPage(cursor);
    if (isLeft()) return;
    setProblem(result.ok ? null : result.problem);
    if (!result.ok) return;
    setState({ key, rows: [...before, ...result.data.items], next: result.data.next_cursor ?? null });
  };
  // The key stands for the request.
  useEffect(() => {
    let left = false;
    void read(null, [], () => left);
    return () => {
      left = true;
    };
  }, [key, turn]);

  const rows = state.key === key ? state.rows : null;
  const more = rows && state.next ? () => void read(state.next, rows, () => false) : null;
  return { rows, problem, more, again: () => setTurn(turn + 1) };
}
