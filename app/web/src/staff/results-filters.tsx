import { useEffect, useRef, useState } from "preact/hooks";
import { attempts } from "../texts/en/staff";
import { results, filters as words } from "../texts/en/staff-results";
import { FILTERS, type Filter, FLAGS, type Shown, withFilter, write } from "./results-address";
import { show } from "./router";

const TYPING_MS = 250;

/** What narrows the list; every change goes into the address at once. */
export function ResultsFilters({ shown }: { shown: Shown }) {
  const set = (name: Filter, value: string) => show(withFilter(shown, name, value));
  const some = FILTERS.some((name) => shown[name] !== undefined);
  return (
    <search class="result-filters no-print">
      <SearchField shown={shown} />
      <label>
        {words.status}
        <select value={shown.status ?? ""} onChange={(event) => set("status", event.currentTarget.value)}>
          <option value="">{words.anyStatus}</option>
          {Object.entries(attempts.statuses).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <label>
        {results.sort}
        <select
          value={shown.sort}
          onChange={(event) => show(write({ ...shown, sort: event.currentTarget.value as Shown["sort"] }))}
        >
          {Object.entries(results.sorts).map(([value, text]) => (
            <option key={value} value={value}>
              {text}
            </option>
          ))}
        </select>
      </label>
      <div class="from-to">
        {(["score_from", "score_to"] as const).map((name) => (
          <label key={name}>
            {name === "score_from" ? words.scoreFrom : words.scoreTo}
            <input
              type="number"
              min={0}
              step="any"
              value={shown[name] ?? ""}
              onChange={(event) => set(name, event.currentTarget.value)}
            />
          </label>
        ))}
      </div>
      <fieldset class="flags">
        <legend class="unseen">{words.more}</legend>
        {FLAGS.map((flag) => (
          <label key={flag} class="flag">
            <input
              type="checkbox"
              checked={shown[flag] === true}
              onChange={(event) => set(flag, event.currentTarget.checked ? "true" : "")}
            />
            {words[flag]}
          </label>
        ))}
        {some && (
          <button type="button" class="quiet" onClick={() => show(write({ sort: shown.sort }))}>
            {words.clear}
          </button>
        )}
      </fieldset>
    </search>
  );
}

/** It searches once the typing rests; each letter would be a request and a step back. */
function SearchField({ shown }: { shown: Shown }) {
  const [typed, setTyped] = useState(shown.q ?? "");
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  // The address may change by going back.
  useEffect(() => setTyped(shown.q ?? ""), [shown.q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (text: string) => {
    setTyped(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => show(withFilter(shown, "q", text.trim()), { replace: true }), TYPING_MS);
  };
  return (
    <label class="search">
      {words.search}
      <input
        type="search"
        maxLength={200}
        placeholder={words.searchHint}
        value={typed}
        onInput={(event) => search(event.currentTarget.value)}
      />
    </label>
  );
}
