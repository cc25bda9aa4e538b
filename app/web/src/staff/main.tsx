import { type JSX, render } from "preact";
import { useEffect } from "preact/hooks";
import { ProblemNote } from "../design/problem";
import { shared } from "../texts/en/shared";
import { frame } from "../texts/en/staff";
import { remarks } from "../texts/en/staff-remarks";
import { agreement } from "../texts/en/staff-reviews";
import { AssessmentsPage } from "./assessments";
import { AttemptPage } from "./attempt";
import { CalibrationPage } from "./calibration";
import { ComparePage } from "./compare";
import { InvitationsPage } from "./invitations";
import { MeasurementPage } from "./measurement";
import { NewAssessmentPage } from "./new-assessment";
import { OverviewPage } from "./overview";
import { RemarksPage } from "./remarks";
import { ResultsPage } from "./results";
import { ReviewPage } from "./review";
import { ReviewersPage } from "./reviewers";
import { ReviewsPage } from "./reviews";
import { links, path } from "./router";
import { away, findOut, me, signOut } from "./session";
import { SignIn } from "./sign-in";

function App() {
  const person = me.value;
  if (person === undefined) {
    return <main class="page narrow">{away.value ? <Away /> : <p class="lead">{shared.loading}…</p>}</main>;
  }
  if (person === null) return <SignIn />;
  const reviewsOnly = person.role === "reviewer";
  return (
    <>
      <header class="bar no-print">
        <a class="brand" href={links.home}>
          {shared.product}
        </a>
        <nav aria-label={frame.nav} class="bar-links">
          {!reviewsOnly && <BarLink href={links.home} text={frame.assessments} />}
          {person.role !== "recruiter" && <BarLink href={links.reviews} text={frame.reviews} />}
          {!reviewsOnly && <BarLink href={links.remarks} text={remarks.title} />}
          {!reviewsOnly && <BarLink href={links.reviewers} text={agreement.bar} />}
        </nav>
        <span class="soft person">{person.name}</span>
        <button type="button" class="quiet" onClick={signOut}>
          {frame.signOut}
        </button>
      </header>
      <Routed reviewsOnly={reviewsOnly} />
    </>
  );
}

function BarLink({ href, text }: { href: string; text: string }) {
  const others = [links.reviews, links.remarks, links.reviewers];
  const here =
    href === links.home ? !others.some((other) => path.value.startsWith(other)) : path.value.startsWith(href);
  return (
    <a href={href} aria-current={here ? "page" : undefined}>
      {text}
    </a>
  );
}

/** The pages of one assessment, by the last part of their address. */
const ASSESSMENT_PAGES: Record<string, (props: { id: string }) => JSX.Element> = {
  "": OverviewPage,
  invitations: InvitationsPage,
  results: ResultsPage,
  compare: ComparePage,
  measurement: MeasurementPage,
};

function Routed({ reviewsOnly }: { reviewsOnly: boolean }) {
  const [, , kind, id, part] = path.value.split("/");
  if (!kind) return reviewsOnly ? <ReviewsPage /> : <AssessmentsPage />;
  if (kind === "new") return <NewAssessmentPage />;
  if (kind === "archive") return <AssessmentsPage key="archive" archived />;
  if (kind === "assessments" && id) {
    const Part = ASSESSMENT_PAGES[part ?? ""];
    if (Part) return <Part key={`${id} ${part}`} id={id} />;
  }
  if (kind === "attempts" && id) return <AttemptPage key={id} id={id} />;
  if (kind === "calibrations" && id) return <CalibrationPage key={id} id={id} />;
  if (kind === "reviewers") return <ReviewersPage />;
  if (kind === "remarks" && !reviewsOnly) return <RemarksPage />;
  if (kind === "reviews") return id ? <ReviewPage key={id} id={id} /> : <ReviewsPage />;
  return (
    <main class="page narrow">
      <h1>{frame.notFound}</h1>
      <p>{frame.notFoundDetail}</p>
      <a class="button" href={links.home}>
        {frame.home}
      </a>
    </main>
  );
}

function Away() {
  useEffect(() => {
    const timer = setInterval(() => void findOut(), 3_000);
    return () => clearInterval(timer);
  }, []);
  return <ProblemNote problem={away.value} />;
}

render(<App />, document.getElementById("app") as HTMLElement);
void findOut();
