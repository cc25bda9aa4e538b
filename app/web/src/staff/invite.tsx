import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import type { Problem } from "../api/problem";
import type { Assessment, Invited, Person } from "../api/types";
import { ProblemNote } from "../design/problem";
import { invite as words } from "../texts/en/staff-invitations";
import { sitting } from "../texts/en/staff-sitting";
import { ChooseOne, Field } from "./choose";
import { askSignedIn, me } from "./session";

export interface InviteProps {
  assessment: Assessment;
  onMade: (people: Invited[], sent: boolean) => void;
}

/** Invite people, all or none of them. */
export async function invitePeople(assessment: Assessment, people: Person[], send: boolean) {
  const params = { path: { assessment_id: assessment.id }, query: { send } };
  return askSignedIn(api.POST("/api/v1/assessments/{assessment_id}/invitations", { params, body: people }));
}

/** Whether the invitation is sent: a choice where there is a mail server, and said where there is none. */
export function SendChoice({
  id,
  send,
  onChange,
}: {
  id: string;
  send: boolean;
  onChange: (send: boolean) => void;
}) {
  if (!me.value?.sends_mail) return <p class="hint">{words.noMail}</p>;
  return (
    <label class="check" for={id}>
      <input id={id} type="checkbox" checked={send} onChange={() => onChange(!send)} /> {words.send}
    </label>
  );
}

/** Invite one person. */
export function InviteForm({ assessment, onMade }: InviteProps) {
  const name = useSignal("");
  const email = useSignal("");
  const factor = useSignal("");
  const pauses = useSignal("0");
  const language = useSignal<"en" | "de">("en");
  const send = useSignal(me.value?.sends_mail ?? false);
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);

  const invite = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    const person = { name: name.value, email: email.value, language: language.value } as Person;
    if (factor.value) person.time_factor = factor.value;
    person.pause_limit_s = Number(pauses.value);
    const result = await invitePeople(assessment, [person], send.value);
    busy.value = false;
    problem.value = result.ok ? null : result.problem;
    if (!result.ok) return;
    name.value = email.value = "";
    onMade(result.data, send.value);
  };
  return (
    <form class="card" onSubmit={invite}>
      <h2>{words.title}</h2>
      <Field id="invite-name" label={words.name}>
        <input
          id="invite-name"
          required
          maxLength={200}
          autocomplete="off"
          value={name.value}
          onInput={(event) => (name.value = event.currentTarget.value)}
        />
      </Field>
      <Field id="invite-email" label={words.email}>
        <input
          id="invite-email"
          type="email"
          required
          maxLength={254}
          autocomplete="off"
          value={email.value}
          onInput={(event) => (email.value = event.currentTarget.value)}
        />
      </Field>
      <div class="pair">
        <Field id="invite-time" label={words.time}>
          <ChooseOne
            id="invite-time"
            value={factor.value}
            options={words.times}
            onChange={(value) => (factor.value = value)}
          />
        </Field>
        <Field id="invite-pauses" label={sitting.pause}>
          <ChooseOne
            id="invite-pauses"
            value={pauses.value}
            options={sitting.pauses}
            onChange={(value) => (pauses.value = value)}
          />
        </Field>
        <Field id="invite-language" label={words.language}>
          <ChooseOne
            id="invite-language"
            value={language.value}
            options={words.languages}
            onChange={(value) => (language.value = value as "en" | "de")}
          />
        </Field>
      </div>
      <SendChoice id="invite-send" send={send.value} onChange={(value) => (send.value = value)} />
      <ProblemNote problem={problem.value} />
      <button type="submit" class="main" aria-disabled={busy.value}>
        {words.button}
      </button>
    </form>
  );
}
