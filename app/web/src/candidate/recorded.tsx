import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../api/client";
import { ask, type Problem } from "../api/problem";
import type { NotedEvent } from "../api/types";
import { ProblemNote } from "../design/problem";
import { time, recorded as words } from "../texts/en/recorded";
import { shared } from "../texts/en/shared";
import { Dialog } from "./dialog";
import { linesOf } from "./events";
import type { Exam } from "./exam";

/** Everything the service noted beside answers and code, as it tells those who read the result. */
export function Recorded() {
  const events = useSignal<NotedEvent[] | null>(null);
  const problem = useSignal<Problem | null>(null);
  useEffect(() => {
    void ask(api.GET("/api/v1/attempt/events")).then((told) => {
      if (told.ok) events.value = told.data;
      else problem.value = told.problem;
    });
  }, [events, problem]);
  return (
    <>
      <p class="hint">{words.lead}</p>
      <ProblemNote problem={problem.value} />
      {events.value === null ? (
        !problem.value && <p role="status">{shared.loading}…</p>
      ) : events.value.length === 0 ? (
        <p>{words.nothing}</p>
      ) : (
        <ul class="list recorded">
          {linesOf(events.value).map((line, index) => (
            <li key={`${line.at} ${index}`}>
              <span>{line.text}</span>
              <time class="soft" dateTime={line.at}>
                {time(line.at)}
              </time>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** The list during the test, with what this page has not sent yet. */
export default function RecordedDialog({ exam, onClose }: { exam: Exam; onClose: () => void }) {
  const sent = useSignal(false);
  useEffect(() => {
    void exam.sendNotes().then(() => (sent.value = true));
  }, [exam, sent]);
  return (
    <Dialog title={words.title} close={words.close} onClose={onClose}>
      {sent.value && <Recorded />}
    </Dialog>
  );
}
