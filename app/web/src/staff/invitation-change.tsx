import { useState } from "preact/hooks";
import { api } from "../api/client";
import type { Problem, Result } from "../api/problem";
import type { InvitationRow } from "../api/types";
import { ProblemNote } from "../design/problem";
import { made, change as words } from "../texts/en/staff-invitations";
import { Field } from "./choose";
import { askSignedIn, me } from "./session";

interface Props {
  row: InvitationRow;
  onChanged: () => void;
}

/** What can be done to one invitation, by where it stands. */
export function InvitationChange({ row, onChanged }: Props) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const [told, setTold] = useState("");
  const [link, setLink] = useState("");
  const [leaving, setLeaving] = useState(false);
  const waits = row.state === "open" || row.state === "expired";
  const params = { path: { invitation_id: row.id } };

  const settle = (result: Result<unknown>, text: string, changed = true) => {
    setProblem(result.ok ? null : result.problem);
    setTold(result.ok ? text : "");
    if (result.ok && changed) onChanged();
  };
  const newLink = async (replace: boolean) => {
    const body = { replace };
    const result = await askSignedIn(api.POST("/api/v1/invitations/{invitation_id}/link", { params, body }));
    setLink(result.ok ? result.data.link : "");
    settle(result, "", false);
  };
  const remind = async () =>
    settle(
      await askSignedIn(api.POST("/api/v1/invitations/{invitation_id}/remind", { params })),
      words.reminded,
    );
  const revoke = async () =>
    settle(await askSignedIn(api.POST("/api/v1/invitations/{invitation_id}/revoke", { params })), words.done);
  return (
    <div class="change">
      <div class="buttons">
        {row.state !== "finished" && (
          <>
            <button type="button" title={words.linkHint} onClick={() => newLink(false)}>
              {words.link}
            </button>
            <button type="button" title={words.replaceHint} onClick={() => newLink(true)}>
              {words.replace}
            </button>
            {row.state === "open" && me.value?.sends_mail && (
              <button type="button" onClick={remind}>
                {words.remind}
              </button>
            )}
            <button type="button" aria-expanded={leaving} onClick={() => setLeaving(!leaving)}>
              {words.revoke}
            </button>
            {leaving && (
              <button type="button" class="main" onClick={revoke}>
                {words.revokeSure}
              </button>
            )}
          </>
        )}
      </div>
      {link && <FreshLink link={link} />}
      {waits && <Terms row={row} onDone={settle} />}
      {row.attempt_id && <MoreTime row={row} attemptId={row.attempt_id} onDone={settle} />}
      <ProblemNote problem={problem} />
      <p class="soft" role="status">
        {told}
      </p>
    </div>
  );
}

function FreshLink({ link }: { link: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <div class="copy-row" role="status">
      <input readOnly value={link} aria-label={made.link} onFocus={(event) => event.currentTarget.select()} />
      <button type="button" onClick={copy}>
        {copied ? made.copied : made.copy}
      </button>
    </div>
  );
}

type Done = (result: Result<unknown>, told: string) => void;

/** An instant as a field of the browser writes it, in the reader's own time zone. */
function local(iso: string): string {
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function Terms({ row, onDone }: { row: InvitationRow; onDone: Done }) {
  const [until, setUntil] = useState(local(row.expires_at));
  const [factor, setFactor] = useState(String(row.time_factor));
  const save = async (event: Event) => {
    event.preventDefault();
    const body = { expires_at: new Date(until).toISOString(), time_factor: factor };
    const params = { path: { invitation_id: row.id } };
    onDone(await askSignedIn(api.PATCH("/api/v1/invitations/{invitation_id}", { params, body })), words.done);
  };
  return (
    <form class="invite" onSubmit={save}>
      <Field id={`until-${row.id}`} label={words.until}>
        <input
          id={`until-${row.id}`}
          type="datetime-local"
          required
          value={until}
          onInput={(event) => setUntil(event.currentTarget.value)}
        />
      </Field>
      <Field id={`factor-${row.id}`} label={`${words.factor} ×`}>
        <input
          id={`factor-${row.id}`}
          type="number"
          min={1}
          max={5}
          step={0.05}
          required
          value={factor}
          onInput={(event) => setFactor(event.currentTarget.value)}
        />
      </Field>
      <button type="submit">{words.save}</button>
    </form>
  );
}

function MoreTime({ row, attemptId, onDone }: { row: InvitationRow; attemptId: string; onDone: Done }) {
  const [minutes, setMinutes] = useState("10");
  const [reason, setReason] = useState("");
  const over = row.state === "finished";
  const give = async (event: Event) => {
    event.preventDefault();
    const body = { time_s: Number(minutes) * 60, reason };
    const params = { path: { attempt_id: attemptId } };
    const call = over
      ? api.POST("/api/v1/attempts/{attempt_id}/reopen", { params, body })
      : api.POST("/api/v1/attempts/{attempt_id}/extend", { params, body });
    onDone(await askSignedIn(call), words.done);
  };
  return (
    <form class="invite" onSubmit={give}>
      <Field id={`minutes-${row.id}`} label={words.minutes}>
        <input
          id={`minutes-${row.id}`}
          type="number"
          min={1}
          max={1440}
          required
          value={minutes}
          onInput={(event) => setMinutes(event.currentTarget.value)}
        />
      </Field>
      <Field id={`reason-${row.id}`} label={words.reason}>
        <input
          id={`reason-${row.id}`}
          required
          maxLength={500}
          value={reason}
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </Field>
      <button type="submit">{over ? words.reopen : words.extend}</button>
    </form>
  );
}
