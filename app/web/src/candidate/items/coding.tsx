import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { ProblemNote } from "../../design/problem";
import type { Editor } from "../../editor/editor";
import { coding as words } from "../../texts/en/coding";
import { runsOf } from "../code";
import { typing } from "../typing";
import type { Answering } from "./answering";
import { Earlier } from "./earlier";
import { CodeResult } from "./result";
import { Samples } from "./samples";
import "./coding.css";
import "./written.css";

interface Props extends Answering {
  /** Aborted when the attempt is over. */
  until: AbortSignal;
}

/** The code that was in the editor until other code took its place, and what the candidate is told of that. */
interface Replaced {
  source: string;
  told: string;
}

export default function Coding({ item, entry, edit, until }: Props) {
  const starter = item.starter_code ?? "";
  const source = useComputed(() => {
    const answer = entry.answer.value;
    return answer && "source" in answer ? answer.source : starter;
  });
  // A value of its own: what read the source itself would be drawn anew, samples and all, at every key.
  const isStarter = useComputed(() => source.value === starter);
  const runs = runsOf(item, until);
  const latest = runs.latest.value;
  const busy = runs.handingIn.value || (latest !== null && latest.status !== "done");
  const left = runs.submitsLeft.value;
  const may = { run: !busy, submit: !busy && left > 0 };
  const handIn = (kind: "run" | "submit") => {
    if (may[kind]) void runs.handIn(source.peek(), kind);
  };
  const replaced = useSignal<Replaced | null>(null);
  const replace = (by: string, told: string) => {
    if (by === source.peek()) return;
    replaced.value = { source: source.peek(), told };
    edit({ source: by });
  };
  return (
    <div class="coding-parts">
      <Samples samples={item.samples ?? []} entryPoint={item.entry_point ?? ""} />
      <div class="coding-work">
        <div class="written-head">
          <h2>{words.editor}</h2>
          <button
            type="button"
            class="quiet"
            disabled={isStarter.value}
            onClick={() => replace(starter, words.isReset)}
          >
            {words.reset}
          </button>
        </div>
        <CodeEditor
          source={source}
          onChange={(typed, added) => {
            replaced.value = null;
            typing.note(item.id, added, typed.length);
            edit({ source: typed });
          }}
          onRun={() => handIn("run")}
        />
        {replaced.value && (
          <p class="notice" role="status">
            {replaced.value.told}{" "}
            <button
              type="button"
              class="quiet"
              onClick={() => {
                if (replaced.value) edit({ source: replaced.value.source });
                replaced.value = null;
              }}
            >
              {words.undoReplace}
            </button>
          </p>
        )}
        <p class="hint">{words.editorHint}</p>
        <div class="buttons">
          {/* Not disabled: that would take the focus away from who pressed it. */}
          <button type="button" aria-disabled={!may.run} onClick={() => handIn("run")}>
            {words.run}
          </button>
          <button type="button" class="main" aria-disabled={!may.submit} onClick={() => handIn("submit")}>
            {words.submit}
          </button>
          <span class="soft">{words.submitsLeft(left)}</span>
        </div>
        <p class="hint">{words.explain}</p>
        <ProblemNote problem={runs.problem.value} />
        <CodeResult submission={latest} />
        <Earlier
          item={item}
          news={`${latest?.id} ${latest?.status}`}
          putBack={(earlier) => replace(earlier, words.isPutBack)}
        />
      </div>
    </div>
  );
}

interface EditorProps {
  source: ReadonlySignal<string>;
  onChange: (source: string, added: number) => void;
  onRun: () => void;
}

/** The editor once it is loaded; until then, or if that fails, a plain text field that works the same. */
export function CodeEditor({ source, onChange, onRun }: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const ready = useSignal(false);
  const latest = useRef({ onChange, onRun });
  latest.current = { onChange, onRun };

  useEffect(() => {
    let gone = false;
    void import("../../editor/editor").then(
      ({ createEditor }) => {
        if (gone || !host.current) return;
        editor.current = createEditor(host.current, {
          source: source.peek(),
          label: words.editor,
          describedBy: words.editorHint,
          onChange: (typed, added) => latest.current.onChange(typed, added),
          onRun: () => latest.current.onRun(),
        });
        ready.value = true;
      },
      () => undefined,
    );
    return () => {
      gone = true;
      editor.current?.destroy();
    };
  }, [ready, source]);

  // Straight from the signal: an effect that waits for a paint would put back what was typed over meanwhile.
  useSignalEffect(() => {
    const now = source.value;
    editor.current?.show(now);
  });

  return (
    <>
      <div class="editor" ref={host} hidden={!ready.value} />
      {!ready.value && (
        <textarea
          class="editor plain"
          aria-label={words.editor}
          spellcheck={false}
          value={source.value}
          onInput={(event) => {
            const typed = event.currentTarget.value;
            onChange(typed, Math.max(0, typed.length - source.peek().length));
          }}
        />
      )}
    </>
  );
}
