import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Problem, passesByItself, type Result } from "../api/problem";
import { ProblemNote } from "../design/problem";
import { shared } from "../texts/en/shared";
import { frame } from "../texts/en/staff";
import { links } from "./router";

export interface Answer<T> {
  data: T | null;
  problem: Problem | null;
  again: () => void;
}

/** Ask the service when `key` changes. An answer that comes late, for a page since left, is dropped. */
export function useAnswer<T>(key: string, request: () => Promise<Result<T>>): Answer<T> {
  const [state, setState] = useState<{ key: string; data: T | null; problem: Problem | null }>({
    key: "",
    data: null,
    problem: null,
  });
  const [turn, setTurn] = useState(0);
  // The key stands for the request.
  useEffect(() => {
    let left = false;
    void request().then((result) => {
      if (left) return;
      setState(
        result.ok ? { key, data: result.data, problem: null } : { key, data: null, problem: result.problem },
      );
    });
    return () => {
      left = true;
    };
  }, [key, turn]);
  const current = state.key === key;
  return {
    data: current ? state.data : null,
    problem: current ? state.problem : null,
    again: () => setTurn(turn + 1),
  };
}

interface ShownProps<T> {
  answer: Answer<T>;
  children: (data: T) => ComponentChildren;
}

/** The answer once there is one; until then that it loads, or what went wrong and a way on. */
export function Shown<T>({ answer, children }: ShownProps<T>) {
  if (answer.data !== null) return <>{children(answer.data)}</>;
  if (answer.problem === null) {
    return (
      <p class="soft" role="status">
        {shared.loading}…
      </p>
    );
  }
  return (
    <>
      <ProblemNote problem={answer.problem} />
      {passesByItself(answer.problem) ? (
        <button type="button" onClick={answer.again}>
          {shared.retry}
        </button>
      ) : (
        <a class="button" href={links.home}>
          {frame.home}
        </a>
      )}
    </>
  );
}
