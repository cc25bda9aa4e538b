import { render } from "preact";
import { display } from "../design/display";
import { shared } from "../texts/en/shared";
import { speak } from "../texts/language";
import { During } from "./during";
import { later } from "./later";
import { open, stage } from "./visit";

const Before = later(() => import("./before"));
const Closed = later(() => import("./closed"));
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
      return <Closed problem={null} invitation={now.invitation} />;
    case "failed":
      return <Closed problem={now.problem} />;
  }
}

void open();
await speak(display.value.language);
const place = document.getElementById("app") as HTMLElement;
place.replaceChildren();
render(<App />, place);
