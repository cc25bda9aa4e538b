import { api } from "../api/client";
import type { AssessmentSummary } from "../api/types";
import { moment, number } from "../texts/en/shared";
import { assessments as words } from "../texts/en/staff";
import { home } from "../texts/en/staff-design";
import { List } from "./list";
import { Page } from "./page";
import { links } from "./router";
import { useRows } from "./rows";
import { askSignedIn, me } from "./session";

/** The assessments one may see: those in use, or those that were put out of sight. */
export function AssessmentsPage({ archived = false }: { archived?: boolean }) {
  const list = useRows<AssessmentSummary>(`assessments ${archived}`, (cursor) =>
    askSignedIn(
      api.GET("/api/v1/assessments", { params: { query: { archived, ...(cursor ? { cursor } : {}) } } }),
    ),
  );
  const empty = archived
    ? { title: home.emptyArchive, detail: home.emptyArchiveDetail }
    : { title: home.empty, detail: home.emptyDetail };
  return (
    <Page title={words.title}>
      <div class="section-head tight">
        <nav class="buttons tight" aria-label={home.which}>
          <a class="choice" href={links.home} aria-current={archived ? undefined : "page"}>
            {home.current}
          </a>
          <a class="choice" href={links.archive} aria-current={archived ? "page" : undefined}>
            {home.archived}
          </a>
        </nav>
        <a class="button main" href={links.create}>
          {home.create}
        </a>
      </div>
      <List list={list} empty={empty}>
        {(rows) => (
          <table class="rows">
            <thead>
              <tr>
                <th scope="col">{words.name}</th>
                <th scope="col">{words.state}</th>
                <th scope="col" class="figure">
                  {words.invited}
                </th>
                <th scope="col" class="figure">
                  {words.finished}
                </th>
                <th scope="col">{words.created}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <a href={links.assessment(row.id)}>{row.title}</a>{" "}
                    {row.version > 1 && <span class="soft">{words.version(row.version)}</span>}
                    {row.owner !== me.value?.email && <span class="soft block">{home.of(row.owner)}</span>}
                  </th>
                  <td data-label={words.state}>
                    <span class={`badge ${row.state}`}>{words.states[row.state]}</span>
                  </td>
                  <td data-label={words.invited} class="figure">
                    {number(row.invited)}
                  </td>
                  <td data-label={words.finished} class="figure">
                    {number(row.finished)}
                  </td>
                  <td data-label={words.created}>{moment(row.created_at)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </List>
    </Page>
  );
}
