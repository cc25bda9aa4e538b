import { useEffect, useState } from "preact/hooks";
import { api } from "../api/client";
import type { Problem } from "../api/problem";
import type { Assessment, InvitationRow, Invited } from "../api/types";
import { ProblemNote } from "../design/problem";
import { invite as inviteWords, list as words } from "../texts/en/staff-invitations";
import { AssessmentFrame } from "./assessment-page";
import { ChooseOne } from "./choose";
import { InvitationTable } from "./invitation-table";
import { InviteForm } from "./invite";
import { List } from "./list";
import { Made } from "./made";
import { PeopleFileForm } from "./people-file";
import { useRows } from "./rows";
import { askSignedIn, me } from "./session";

const PAGE = 50;
const FOLLOW_MS = 3_000;

type State = keyof typeof words.states;

/** Who is invited to an assessment, and where each stands. */
export function InvitationsPage({ id }: { id: string }) {
  return (
    <AssessmentFrame id={id} here="invitations">
      {(assessment) => <Invitations assessment={assessment} />}
    </AssessmentFrame>
  );
}

function Invitations({ assessment }: { assessment: Assessment }) {
  const [made, setMade] = useState<{ people: Invited[]; sent: boolean } | null>(null);
  const [turn, setTurn] = useState(0);
  const onMade = (people: Invited[], sent: boolean) => {
    setMade({ people, sent });
    setTurn(turn + 1);
  };
  return (
    <>
      {assessment.state === "published" ? (
        <div class="halves no-print">
          <InviteForm assessment={assessment} onMade={onMade} />
          <PeopleFileForm assessment={assessment} onMade={onMade} />
        </div>
      ) : (
        <p class="notice">{assessment.state === "draft" ? inviteWords.draft : inviteWords.closed}</p>
      )}
      {made && <Made people={made.people} sent={made.sent} onClose={() => setMade(null)} />}
      <InvitedList key={turn} id={assessment.id} />
    </>
  );
}

function InvitedList({ id }: { id: string }) {
  const [state, setState] = useState<State>("");
  const [typed, setTyped] = useState("");
  const [search, setSearch] = useState("");
  const list = useRows<InvitationRow>(`${id} ${state} ${search}`, (cursor) => {
    const query = { ...(state && { state }), ...(search && { search }), ...(cursor && { cursor }) };
    const params = { path: { assessment_id: id }, query };
    return askSignedIn(api.GET("/api/v1/assessments/{assessment_id}/invitations", { params }));
  });
  const sending = list.rows?.some((row) => row.delivery?.status === "queued" && row.delivery.tries < 2);
  // The first page is read again while its letters are on their way; who has gone further is left alone.
  const follow = sending && (list.rows?.length ?? 0) <= PAGE;
  useEffect(() => {
    if (!follow) return;
    const timer = setInterval(list.again, FOLLOW_MS);
    return () => clearInterval(timer);
  }, [follow, list.again]);
  const narrowed = state !== "" || search !== "";
  return (
    <section class="no-print">
      <div class="section-head">
        <h2>{words.title}</h2>
        <form
          class="filters"
          onSubmit={(event) => {
            event.preventDefault();
            setSearch(typed.trim());
          }}
        >
          <label class="inline-label" for="state">
            {words.state}
            <ChooseOne
              id="state"
              value={state}
              options={words.states}
              onChange={(value) => setState(value as State)}
            />
          </label>
          <label class="inline-label" for="search">
            {words.search}
            <input
              id="search"
              type="search"
              maxLength={200}
              value={typed}
              onInput={(event) => setTyped(event.currentTarget.value)}
              onChange={() => setSearch(typed.trim())}
            />
          </label>
        </form>
      </div>
      {me.value?.sends_mail && state === "open" && !!list.rows?.length && (
        <RemindAll id={id} onDone={list.again} />
      )}
      <List
        list={list}
        empty={
          narrowed
            ? { title: words.noneSo, detail: words.noneSoDetail }
            : { title: words.empty, detail: words.emptyDetail }
        }
      >
        {(rows) => <InvitationTable rows={rows} onChanged={list.again} />}
      </List>
    </section>
  );
}

function RemindAll({ id, onDone }: { id: string; onDone: () => void }) {
  const [told, setTold] = useState("");
  const [problem, setProblem] = useState<Problem | null>(null);
  const remind = async () => {
    const params = { path: { assessment_id: id } };
    const path = "/api/v1/assessments/{assessment_id}/invitations/remind";
    const result = await askSignedIn(api.POST(path, { params }));
    setProblem(result.ok ? null : result.problem);
    if (!result.ok) return;
    setTold(words.reminded(result.data.people));
    onDone();
  };
  return (
    <div class="buttons remind">
      <button type="button" onClick={remind}>
        {words.remind}
      </button>
      <span class="soft" role="status">
        {told}
      </span>
      <ProblemNote problem={problem} />
    </div>
  );
}
