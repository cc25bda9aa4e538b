import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import type { Problem } from "../api/problem";
import type { Assessment, Invited } from "../api/types";
import { ProblemNote } from "../design/problem";
import { invite as words } from "../texts/en/staff";
import { askSignedIn } from "./session";

export function InviteForm({ assessment }: { assessment: Assessment }) {
  const name = useSignal("");
  const email = useSignal("");
  const factor = useSignal("1");
  const problem = useSignal<Problem | null>(null);
  const invited = useSignal<Invited | null>(null);
  if (assessment.state !== "published") return <p class="notice">{words.notPublished}</p>;

  const send = async (event: Event) => {
    event.preventDefault();
    const body = [{ name: name.value, email: email.value, time_factor: factor.value }];
    const params = { path: { assessment_id: assessment.id } };
    const result = await askSignedIn(
      api.POST("/api/v1/assessments/{assessment_id}/invitations", { params, body }),
    );
    problem.value = result.ok ? null : result.problem;
    invited.value = result.ok ? (result.data[0] ?? null) : null;
    if (result.ok) name.value = email.value = "";
  };
  return (
    <details class="card no-print">
      <summary>{words.title}</summary>
      <form class="invite" onSubmit={send}>
        <div class="field">
          <label for="invite-name">{words.name}</label>
          <input
            id="invite-name"
            required
            maxLength={200}
            autocomplete="off"
            value={name.value}
            onInput={(event) => (name.value = event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="invite-email">{words.email}</label>
          <input
            id="invite-email"
            type="email"
            required
            maxLength={254}
            autocomplete="off"
            value={email.value}
            onInput={(event) => (email.value = event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="invite-time">{words.time}</label>
          <select
            id="invite-time"
            value={factor.value}
            onChange={(event) => (factor.value = event.currentTarget.value)}
          >
            {Object.entries(words.times).map(([value, text]) => (
              <option key={value} value={value}>
                {text}
              </option>
            ))}
          </select>
        </div>
        <button type="submit" class="main">
          {words.button}
        </button>
      </form>
      <ProblemNote problem={problem.value} />
      {invited.value && <FreshLink invited={invited.value} />}
    </details>
  );
}

function FreshLink({ invited }: { invited: Invited }) {
  const copied = useSignal("");
  const copy = async () => {
    await navigator.clipboard.writeText(invited.link);
    copied.value = invited.link;
  };
  return (
    <div class="notice good" role="status">
      <h3>{words.made(invited.name)}</h3>
      <p>{words.once}</p>
      <div class="copy-row">
        <input
          readOnly
          value={invited.link}
          aria-label={words.made(invited.name)}
          onFocus={(event) => event.currentTarget.select()}
        />
        <button type="button" onClick={copy}>
          {copied.value === invited.link ? words.copied : words.copy}
        </button>
      </div>
    </div>
  );
}
