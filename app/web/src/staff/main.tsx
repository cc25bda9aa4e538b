import { render } from "preact";

render(<main class="page" />, document.getElementById("app") as HTMLElement);
