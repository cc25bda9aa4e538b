import { useState } from "preact/hooks";
import { api } from "../api/client";
import type { Problem } from "../api/problem";
import type { PeopleFile, Person } from "../api/types";
import { ProblemNote } from "../design/problem";
import { invite as inviteWords, file as words } from "../texts/en/staff-invitations";
import { type InviteProps, invitePeople, SendChoice } from "./invite";
import { askSignedIn, me } from "./session";

/** Invite many from a CSV: the service reads it, every line is shown, and all are invited or none. */
export function PeopleFileForm({ assessment, onMade }: InviteProps) {
  const [read, setRead] = useState<PeopleFile | null>(null);
  const [reading, setReading] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const choose = async (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    const chosen = input.files?.[0];
    if (!chosen) return;
    setReading(true);
    const params = { path: { assessment_id: assessment.id } };
    const result = await askSignedIn(
      api.POST("/api/v1/assessments/{assessment_id}/invitations/people-file", {
        params,
        body: (await chosen.arrayBuffer()) as never, // the file as it is; only the service judges its encoding
        bodySerializer: (body) => body,
        headers: { "Content-Type": "text/csv" },
      }),
    );
    setReading(false);
    input.value = ""; // so that the same file, mended, can be chosen again
    setProblem(result.ok ? null : result.problem);
    setRead(result.ok ? result.data : null);
  };
  const invite = async (people: Person[], send: boolean) => {
    const result = await invitePeople(assessment, people, send);
    setProblem(result.ok ? null : result.problem);
    if (!result.ok) return;
    setRead(null);
    onMade(result.data, send);
  };
  return (
    <section class="card">
      <h2>{inviteWords.file}</h2>
      <p class="hint" id="people-hint">
        {inviteWords.fileHint}
      </p>
      <label for="people-file">{read ? words.other : inviteWords.choose}</label>
      <input
        id="people-file"
        type="file"
        accept=".csv,text/csv,text/plain"
        aria-describedby="people-hint"
        onChange={choose}
      />
      <p class="soft" role="status">
        {reading && `${inviteWords.reading}…`}
      </p>
      <ProblemNote problem={problem} />
      {read && <Lines read={read} onInvite={invite} />}
    </section>
  );
}

function Lines({
  read,
  onInvite,
}: {
  read: PeopleFile;
  onInvite: (people: Person[], send: boolean) => void;
}) {
  const [leaveOut, setLeaveOut] = useState(true);
  const [send, setSend] = useState(me.value?.sends_mail ?? false);
  const again = read.lines.filter((line) => line.invited_at);
  const people = read.lines.flatMap((line) =>
    line.person && !(leaveOut && line.invited_at) ? [line.person as Person] : [],
  );
  const shown = read.wrong ? read.lines.filter((line) => line.problems.length > 0) : read.lines;
  return (
    <>
      <p class={read.wrong ? "notice bad" : "notice good"} role="status">
        {words.summary(people.length, read.wrong)}
      </p>
      {read.ignored_columns.length > 0 && <p class="hint">{words.ignored(read.ignored_columns)}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section class="scrolls" tabIndex={0} aria-label={words.line}>
        <table class="lines">
          <thead>
            <tr>
              <th scope="col">{words.line}</th>
              <th scope="col">{inviteWords.name}</th>
              <th scope="col">{inviteWords.email}</th>
              <th scope="col">{words.finding}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line) => (
              <tr key={line.line}>
                <td>{line.line}</td>
                <td>{line.cells.name}</td>
                <td>{line.cells.email}</td>
                <td class={line.problems.length ? "bad-text" : "soft"}>
                  {line.problems.join(" ") || (line.invited_at ? words.invited(line.invited_at) : words.fine)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {read.wrong === 0 && (
        <>
          {again.length > 0 && (
            <label class="check" for="leave-out">
              <input
                id="leave-out"
                type="checkbox"
                checked={leaveOut}
                onChange={() => setLeaveOut(!leaveOut)}
              />{" "}
              {words.again(again.length)}
            </label>
          )}
          <SendChoice id="people-send" send={send} onChange={setSend} />
          {people.length > 0 ? (
            <button type="button" class="main" onClick={() => onInvite(people, send)}>
              {words.send(people.length)}
            </button>
          ) : (
            <p>{words.nobody}</p>
          )}
        </>
      )}
    </>
  );
}
