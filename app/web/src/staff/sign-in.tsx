import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Problem } from "../api/problem";
import { ProblemNote } from "../design/problem";
import { signIn as words } from "../texts/en/staff";
import { signIn } from "./session";

export function SignIn() {
  const email = useSignal("");
  const password = useSignal("");
  const problem = useSignal<Problem | null>(null);
  const busy = useSignal(false);
  useEffect(() => {
    document.title = words.title;
  }, []);

  const send = async (event: Event) => {
    event.preventDefault();
    if (busy.value) return;
    busy.value = true;
    problem.value = await signIn(email.value, password.value);
    busy.value = false;
  };
  return (
    <main class="page sign-in">
      <h1>{words.title}</h1>
      <form class="card" onSubmit={send}>
        <ProblemNote problem={problem.value} />
        <div class="field">
          <label for="email">{words.email}</label>
          <input
            id="email"
            type="email"
            autocomplete="username"
            required
            value={email.value}
            onInput={(event) => (email.value = event.currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="password">{words.password}</label>
          <input
            id="password"
            type="password"
            autocomplete="current-password"
            required
            value={password.value}
            onInput={(event) => (password.value = event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="main" aria-disabled={busy.value}>
          {busy.value ? words.signingIn : words.button}
        </button>
      </form>
      <p class="soft">{words.candidates}</p>
    </main>
  );
}
