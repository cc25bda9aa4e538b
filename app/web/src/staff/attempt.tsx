import { api } from "../api/client";
import type { AttemptReport } from "../api/types";
import { duration } from "../texts/en/duration";
import { moment } from "../texts/en/shared";
import { attempts, frame, report as words } from "../texts/en/staff";
import { profile } from "../texts/en/staff-attempt";
import { results } from "../texts/en/staff-results";
import { sitting } from "../texts/en/staff-sitting";
import { Shown, useAnswer } from "./answer";
import { Beliefs, Interview } from "./beliefs";
import { ItemCard } from "./item-report";
import { Keeping } from "./notes";
import { Page } from "./page";
import { Profile } from "./profile";
import { ReportActions } from "./report-actions";
import { timeUsed } from "./results-table";
import { links } from "./router";
import { ScoreCell } from "./score";
import { askSignedIn } from "./session";
import { Timeline } from "./timeline";
import { type Span, TypingChart } from "./typing";

/** One attempt: what was earned where, why, and everything behind it. */
export function AttemptPage({ id }: { id: string }) {
  const params = { path: { attempt_id: id } };
  const answer = useAnswer<AttemptReport>(id, () =>
    askSignedIn(api.GET("/api/v1/attempts/{attempt_id}", { params })),
  );
  const back = answer.data && (
    <a class="no-print" href={links.results(answer.data.assessment_id)}>
      {answer.data.assessment_title}
    </a>
  );
  return (
    <Page
      title={answer.data ? (answer.data.candidate.name ?? frame.unknownPerson) : words.title}
      above={back}
    >
      <Shown answer={answer}>
        {(attempt) => (
          <>
            <p class="soft">{attempt.candidate.email}</p>
            <Facts attempt={attempt} />
            <ReportActions id={attempt.id} />
            <p class="hint">{profile.hint}</p>
            <div class="halves">
              <Profile title={profile.bySubtopic} parts={attempt.subtopics} />
              <Profile title={profile.byApplication} parts={attempt.applications} />
              <Profile title={profile.bySection} parts={attempt.sections} />
            </div>
            <Beliefs attempt={attempt} />
            <Interview attempt={attempt} />
            <Keeping attempt={attempt} />
            <section>
              <h2>{words.items}</h2>
              {attempt.items.some((item) => item.key != null) || <p class="hint">{words.keyHidden}</p>}
              {attempt.items.map((item, index) => (
                <ItemCard key={item.id} item={item} place={index + 1}>
                  <TypingChart
                    entries={attempt.typing.filter((entry) => entry.item_id === item.id)}
                    span={spanOf(attempt)}
                  />
                </ItemCard>
              ))}
            </section>
            <Remarks attempt={attempt} />
            <Timeline entries={attempt.timeline} />
          </>
        )}
      </Shown>
    </Page>
  );
}

function spanOf(attempt: AttemptReport): Span {
  const last = attempt.typing.at(-1)?.at ?? attempt.closes_at;
  return { from: Date.parse(attempt.started_at), to: Date.parse(attempt.finished_at ?? last) };
}

function Facts({ attempt }: { attempt: AttemptReport }) {
  return (
    <section class="card">
      <dl class="facts">
        <div class="big">
          <dt>{words.score}</dt>
          <dd>
            <ScoreCell row={attempt} />
          </dd>
        </div>
        <div>
          <dt>{words.status}</dt>
          <dd>{attempts.statuses[attempt.status]}</dd>
        </div>
        <div>
          <dt>{words.started}</dt>
          <dd>{moment(attempt.started_at)}</dd>
        </div>
        <div>
          <dt>{words.finished}</dt>
          <dd>
            {attempt.finished_at ? moment(attempt.finished_at) : words.noTime}{" "}
            {attempt.finish_reason && <span class="soft block">{words.ended[attempt.finish_reason]}</span>}
          </dd>
        </div>
        <div>
          <dt>{words.time}</dt>
          <dd>
            {duration(attempt.time_limit_s * attempt.time_factor)}
            {attempt.time_factor !== 1 && <span class="soft block">{words.factor(attempt.time_factor)}</span>}
          </dd>
        </div>
        {attempt.pause_limit_s > 0 && (
          <div>
            <dt>{sitting.paused}</dt>
            <dd>{sitting.pausedOf(attempt.paused_s, attempt.pause_limit_s)}</dd>
          </div>
        )}
        <div>
          <dt>{results.columns.time_used}</dt>
          <dd>{attempt.time_used_s === null ? results.notFinal : timeUsed(attempt.time_used_s)}</dd>
        </div>
        <div>
          <dt>{results.columns.percentile}</dt>
          <dd>{attempt.percentile == null ? results.notFinal : results.percentile(attempt.percentile)}</dd>
        </div>
        <div>
          <dt>{results.integrityNotes}</dt>
          <dd>{attempt.integrity_notes}</dd>
        </div>
        {attempt.receipt && (
          <div>
            <dt>{words.receipt}</dt>
            <dd title={words.receiptHint}>
              <code>{attempt.receipt}</code>
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

function Remarks({ attempt }: { attempt: AttemptReport }) {
  if (attempt.comments.length === 0) return null;
  const about = (itemId: unknown) =>
    attempt.items.find((item) => item.id === itemId)?.title ?? words.wholeTest;
  return (
    <section class="card">
      <h2>{words.remarks}</h2>
      {attempt.comments.map((remark) => (
        <div key={String(remark.at)} class="remark">
          <p class="soft">
            {words.remarkAt(about(remark.item_id))}, {moment(String(remark.at))}
          </p>
          <p class="pre">{String(remark.text)}</p>
        </div>
      ))}
    </section>
  );
}
