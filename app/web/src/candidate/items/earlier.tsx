import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../../api/client";
import { ask, type Problem } from "../../api/problem";
import type { EarlierSubmission, Item } from "../../api/types";
import { Printed } from "../../design/printed";
import { ProblemNote } from "../../design/problem";
import { verdicts, coding as words } from "../../texts/en/coding";
import { moment } from "../../texts/en/shared";

interface Props {
  item: Item;
  /** Changes when something was handed in or graded, so that the list is fetched again. */
  news: string;
  putBack: (source: string) => void;
}

/** What was handed in on an item before, the newest first, with its code. */
export function Earlier({ item, news, putBack }: Props) {
  const open = useSignal(false);
  const lines = useSignal<EarlierSubmission[] | null>(null);
  const further = useSignal<string | null>(null);
  const problem = useSignal<Problem | null>(null);

  const fetchLines = async (cursor: string | null) => {
    const query = cursor ? { item_id: item.id, cursor } : { item_id: item.id };
    const result = await ask(api.GET("/api/v1/attempt/submissions", { params: { query } }));
    problem.value = result.ok ? null : result.problem;
    if (!result.ok) return;
    lines.value = [...((cursor && lines.peek()) || []), ...result.data.items];
    further.value = result.data.next_cursor ?? null;
  };
  useEffect(() => {
    if (open.value) void fetchLines(null);
  }, [open.value, news]);

  return (
    <details class="earlier" onToggle={(event) => (open.value = event.currentTarget.open)}>
      <summary>{words.earlier}</summary>
      <ProblemNote problem={problem.value} />
      {lines.value === null && !problem.value && <p class="soft">{words.fetching}…</p>}
      {lines.value?.length === 0 && <p class="soft">{words.noneEarlier}</p>}
      <ul class="list">
        {(lines.value ?? []).map((line) => (
          <Line key={line.id} line={line} putBack={putBack} />
        ))}
      </ul>
      {further.value && (
        <button type="button" class="quiet" onClick={() => void fetchLines(further.peek())}>
          {words.more}
        </button>
      )}
    </details>
  );
}

function verdictOf(line: EarlierSubmission): string {
  if (line.status !== "done") return words[line.status];
  if (line.kind === "run" && line.verdict === "accepted") return words.acceptedRun;
  return verdicts[line.verdict ?? "replaced"] ?? String(line.verdict);
}

function Line({ line, putBack }: { line: EarlierSubmission; putBack: (source: string) => void }) {
  const source = useSignal<string | null>(null);
  const shown = useSignal(false);
  const problem = useSignal<Problem | null>(null);
  const name = words.earlierLine(line.number, words.kinds[line.kind]);

  const show = async () => {
    shown.value = !shown.value;
    if (!shown.value || source.value !== null) return;
    const params = { path: { submission_id: line.id } };
    const result = await ask(api.GET("/api/v1/attempt/submissions/{submission_id}/source", { params }));
    problem.value = result.ok ? null : result.problem;
    if (result.ok) source.value = result.data.source;
    else shown.value = false;
  };
  return (
    <li>
      <span>
        <strong>{name}</strong> <span class="soft">{moment(line.created_at)}</span>
        <br />
        {verdictOf(line)}
      </span>
      <button type="button" class="quiet" aria-expanded={shown.value} onClick={() => void show()}>
        {shown.value ? words.hideCode : words.showCode} <span class="unseen">{name}</span>
      </button>
      <ProblemNote problem={problem.value} />
      {shown.value && source.value !== null && (
        <div class="earlier-code">
          <Printed>{source.value}</Printed>
          <button type="button" onClick={() => putBack(source.peek() ?? "")}>
            {words.putBack}
          </button>
        </div>
      )}
    </li>
  );
}
