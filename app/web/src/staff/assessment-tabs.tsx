import { tabs as words } from "../texts/en/staff-frame";
import { links } from "./router";

/** What an assessment has a page for, in the order of its life. */
export type Tab = "overview" | "invitations" | "results" | "measurement";

const addresses: Record<Tab, (id: string) => string> = {
  overview: links.assessment,
  invitations: links.invitations,
  results: links.results,
  measurement: links.measurement,
};

/** The way between the pages of one assessment. */
export function AssessmentTabs({ id, here }: { id: string; here: Tab }) {
  return (
    <nav class="tabs no-print" aria-label={words.label}>
      {(Object.keys(addresses) as Tab[]).map((tab) => (
        <a key={tab} href={addresses[tab](id)} aria-current={tab === here ? "page" : undefined}>
          {words[tab]}
        </a>
      ))}
    </nav>
  );
}
