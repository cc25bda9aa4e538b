import { useEffect } from "preact/hooks";
import { actions as words } from "../texts/en/staff-attempt";

/** Take the report along. What is folded on the screen is open on paper, and folded again afterwards. */
export function ReportActions({ id }: { id: string }) {
  useEffect(() => {
    let opened: HTMLDetailsElement[] = [];
    const open = () => {
      opened = [...document.querySelectorAll<HTMLDetailsElement>("main details:not([open])")];
      for (const details of opened) details.open = true;
    };
    const close = () => {
      for (const details of opened) details.open = false;
      opened = [];
    };
    addEventListener("beforeprint", open);
    addEventListener("afterprint", close);
    return () => {
      removeEventListener("beforeprint", open);
      removeEventListener("afterprint", close);
    };
  }, []);
  return (
    <div class="buttons no-print">
      <a class="button" href={`/api/v1/attempts/${id}/report.pdf`} download>
        {words.pdf}
      </a>
      <button type="button" onClick={() => print()}>
        {words.print}
      </button>
    </div>
  );
}
