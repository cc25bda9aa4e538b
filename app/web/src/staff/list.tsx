import type { ComponentChildren } from "preact";
import { ProblemNote } from "../design/problem";
import { shared } from "../texts/en/shared";
import { frame } from "../texts/en/staff";
import type { Rows } from "./rows";

interface Props<T> {
  list: Rows<T>;
  empty: { title: string; detail: string };
  children: (rows: T[]) => ComponentChildren;
}

/** A list with its loading, empty and failed states, and a way to its next page. */
export function List<T>({ list, empty, children }: Props<T>) {
  return (
    <>
      {list.problem && (
        <>
          <ProblemNote problem={list.problem} />
          <button type="button" onClick={list.again}>
            {shared.retry}
          </button>
        </>
      )}
      {list.rows === null && !list.problem && (
        <p class="soft" role="status">
          {frame.loading}…
        </p>
      )}
      {list.rows?.length === 0 && (
        <section class="card empty">
          <h2>{empty.title}</h2>
          <p class="soft">{empty.detail}</p>
        </section>
      )}
      {list.rows && list.rows.length > 0 && children(list.rows)}
      {list.more && (
        <p>
          <button type="button" onClick={list.more}>
            {frame.more}
          </button>
        </p>
      )}
    </>
  );
}
