import { render } from "preact";
import { shared } from "../texts/en/shared";
import { Dead, Expired } from "./closed";
import { During } from "./during";
import { later } from "./later";
import { open, stage } from "./visit";

const Before = later(() => import("./before"));
const After = later(() => import("./after"));

function App() {
  const now = stage.value;
  switch (now.name) {
    case "loading":
      return (
        <main class="page narrow" aria-busy="true">
          <p class="lead">{shared.loading}…</p>
        </main>
      );
    case "before":
      return <Before invitation={now.invitation} />;
    case "during":
      return <During exam={now.exam} title={now.invitation.assessment.title} />;
    case "after":
      return <After attempt={now.attempt} lost={now.lost} />;
    case "expired":
      return <Expired invitation={now.invitation} />;
    case "failed":
      return <Dead problem={now.problem} />;
  }
}

render(<App />, document.getElementById("app") as HTMLElement);
void open();
