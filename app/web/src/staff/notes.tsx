import { useSignal } from "@preact/signals";
import { api } from "../api/client";
import type { Problem, Result } from "../api/problem";
import type { AttemptReport, Note } from "../api/types";
import { ProblemNote } from "../design/problem";
import { moment } from "../texts/en/shared";
import { keeping as words } from "../texts/en/staff-attempt";
import { askSignedIn } from "./session";

const MOST = 5_000;

/** What recruiters keep of an attempt: who has it on the shortlist, and what they wrote. */
export function Keeping({ attempt }: { attempt: AttemptReport }) {
  const shortlist = useSignal(attempt.shortlist);
  const notes = useSignal(attempt.notes);
  const problem = useSignal<Problem | null>(null);
  const path = { attempt_id: attempt.id };
  const take = <T,>(result: Result<T>, then: (data: T) => void) => {
    problem.value = result.ok ? null : result.problem;
    if (result.ok) then(result.data);
    return result.ok;
  };
  const turn = async () => {
    const call = shortlist.value.own ? api.DELETE : api.PUT;
    const result = await askSignedIn(call("/api/v1/attempts/{attempt_id}/shortlist", { params: { path } }));
    take(result, (now) => (shortlist.value = now));
  };
  const write = async (text: string) =>
    take(
      await askSignedIn(
        api.POST("/api/v1/attempts/{attempt_id}/notes", { params: { path }, body: { text } }),
      ),
      (note) => (notes.value = [...notes.value, note]),
    );
  const rewrite = async (id: string, text: string) =>
    take(
      await askSignedIn(
        api.PUT("/api/v1/attempts/{attempt_id}/notes/{note_id}", {
          params: { path: { ...path, note_id: id } },
          body: { text },
        }),
      ),
      (note) => (notes.value = notes.value.map((one) => (one.id === id ? note : one))),
    );
  const remove = async (id: string) => {
    const params = { path: { ...path, note_id: id } };
    take(
      await askSignedIn(api.DELETE("/api/v1/attempts/{attempt_id}/notes/{note_id}", { params })),
      () => (notes.value = notes.value.filter((one) => one.id !== id)),
    );
  };
  return (
    <section class="card no-print">
      <h2>{words.heading}</h2>
      <p class="hint">{words.hint}</p>
      <div class="buttons">
        <button type="button" onClick={turn}>
          {shortlist.value.own ? words.remove : words.add}
        </button>
        <span class="soft" role="status">
          {shortlist.value.by.length ? words.by(shortlist.value.by.join(", ")) : words.nobody}
        </span>
      </div>
      {notes.value.map((note) => (
        <NoteCard key={note.id} note={note} rewrite={rewrite} remove={remove} />
      ))}
      <NoteForm text="" save={write} />
      <ProblemNote problem={problem.value} />
    </section>
  );
}

interface CardProps {
  note: Note;
  rewrite: (id: string, text: string) => Promise<boolean>;
  remove: (id: string) => Promise<void>;
}

function NoteCard({ note, rewrite, remove }: CardProps) {
  const changing = useSignal(false);
  const save = async (text: string) => {
    const done = await rewrite(note.id, text);
    if (done) changing.value = false;
    return done;
  };
  return (
    <article class="note">
      <p class="soft">
        {note.author}, {moment(note.created_at)}
        {note.changed_at && `, ${words.changed(moment(note.changed_at))}`}
      </p>
      {changing.value ? (
        <NoteForm text={note.text} save={save} leave={() => (changing.value = false)} />
      ) : (
        <p class="pre">{note.text}</p>
      )}
      {note.own && !changing.value && (
        <div class="buttons">
          <button type="button" class="quiet" onClick={() => (changing.value = true)}>
            {words.change}
          </button>
          <button type="button" class="quiet" onClick={() => void remove(note.id)}>
            {words.remove_note}
          </button>
        </div>
      )}
    </article>
  );
}

interface FormProps {
  text: string;
  save: (text: string) => Promise<boolean>;
  leave?: () => void;
}

/** Writing a note. What was typed stays until it is stored. */
function NoteForm({ text, save, leave }: FormProps) {
  const typed = useSignal(text);
  const busy = useSignal(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    if (!typed.value.trim() || busy.value) return;
    busy.value = true;
    if (await save(typed.value.trim())) typed.value = "";
    busy.value = false;
  };
  return (
    <form class="note-form" onSubmit={submit}>
      <label>
        {words.note}
        <textarea
          maxLength={MOST}
          value={typed.value}
          onInput={(event) => (typed.value = event.currentTarget.value)}
        />
      </label>
      <div class="buttons">
        <button type="submit" disabled={busy.value || !typed.value.trim()}>
          {busy.value ? words.saving : words.save}
        </button>
        {leave && (
          <button type="button" class="quiet" onClick={leave}>
            {words.cancel}
          </button>
        )}
      </div>
    </form>
  );
}
