import { api } from "../api/client";
import type { AssessmentSummary } from "../api/types";
import { moment, number } from "../texts/en/shared";
import { assessments as words } from "../texts/en/staff";
import { List } from "./list";
import { Page } from "./page";
import { links } from "./router";
import { useRows } from "./rows";
import { askSignedIn } from "./session";

export function AssessmentsPage() {
  const list = useRows<AssessmentSummary>("assessments", (cursor) =>
    askSignedIn(api.GET("/api/v1/assessments", { params: { query: cursor ? { cursor } : {} } })),
  );
  return (
    <Page title={words.title}>
      <List list={list} empty={{ title: words.empty, detail: words.emptyDetail }}>
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
