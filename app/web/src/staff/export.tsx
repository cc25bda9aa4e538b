import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Problem, problemOf } from "../api/problem";
import { ProblemNote } from "../design/problem";
import { exporting as words } from "../texts/en/staff-results";
import { type Shown, write } from "./results-address";
import { me } from "./session";

type Format = keyof typeof words.formats;

interface Progress {
  rows: number;
  bytes: number;
}

const NEWLINE = 10;

/** The list as a file, with how far it has come: a million rows take a while. */
export function Export({ id, shown }: { id: string; shown: Shown }) {
  const progress = useSignal<Progress | null>(null);
  const problem = useSignal<Problem | null>(null);
  const saved = useSignal("");
  const stop = useRef<AbortController | null>(null);
  useEffect(() => () => stop.current?.abort(), []);

  const save = async (format: Format) => {
    const stopping = new AbortController();
    stop.current = stopping;
    progress.value = { rows: 0, bytes: 0 };
    problem.value = null;
    saved.value = "";
    const wanted = write(shown);
    wanted.set("sort", shown.sort);
    wanted.set("format", format);
    try {
      const response = await fetch(`/api/v1/assessments/${id}/export?${wanted}`, { signal: stopping.signal });
      if (response.ok) {
        const name = /filename="([^"]+)"/.exec(response.headers.get("Content-Disposition") ?? "")?.[1];
        const file = await receive(response, (now) => (progress.value = now));
        keep(file, name ?? `attempts.${format}`);
        saved.value = words.done(name ?? format);
      } else {
        if (response.status === 401) me.value = null;
        problem.value = problemOf(await response.json(), response);
      }
    } catch (error) {
      if (!stopping.signal.aborted) problem.value = lost(error);
    }
    progress.value = null;
  };

  return (
    <section class="card export no-print" aria-labelledby="export">
      <h2 id="export">{words.title}</h2>
      <p class="hint">{words.hint}</p>
      <div class="buttons">
        {progress.value === null ? (
          (Object.keys(words.formats) as Format[]).map((format) => (
            <button key={format} type="button" onClick={() => void save(format)}>
              {words.formats[format]}
            </button>
          ))
        ) : (
          <button type="button" onClick={() => stop.current?.abort()}>
            {words.cancel}
          </button>
        )}
        <span role="status">{progress.value ? told(progress.value) : saved.value}</span>
      </div>
      <ProblemNote problem={problem.value} />
    </section>
  );
}

const told = ({ rows, bytes }: Progress): string =>
  rows
    ? words.progress(rows, words.mebibytes(Math.round((bytes / 2 ** 20) * 10) / 10))
    : `${words.preparing}…`;

const lost = (error: unknown): Problem => ({
  type: "",
  title: words.broken,
  status: 0,
  detail: `${words.brokenDetail} (${error instanceof Error ? error.message : String(error)})`,
});

/** Read a file as it comes. Text has a line a row; a spreadsheet comes in one piece when it is made. */
async function receive(response: Response, tell: (progress: Progress) => void): Promise<Blob> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const isText = !(response.headers.get("Content-Type") ?? "").includes("spreadsheet");
  let [rows, bytes] = [0, 0];
  const reader = response.body?.getReader();
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    parts.push(next.value);
    bytes += next.value.length;
    if (isText) for (const byte of next.value) if (byte === NEWLINE) rows++;
    tell({ rows, bytes });
  }
  return new Blob(parts, { type: response.headers.get("Content-Type") ?? "" });
}

function keep(file: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
