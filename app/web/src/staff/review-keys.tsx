import { signal } from "@preact/signals";
import { Dialog } from "../candidate/dialog";
import { keys as words } from "../texts/en/staff-reviews";

const OFF = "bn-assess/review-keys-off";

function remembered(): boolean {
  try {
    return localStorage.getItem(OFF) === null;
  } catch {
    return true;
  }
}

/** Whether keys without a modifier act. */
export const singleKeys = signal(remembered());

function set(on: boolean): void {
  singleKeys.value = on;
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // It holds until the page is closed.
  }
}

/** The sheet of keys. */
export function ReviewKeys({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={words.title} close={words.close} onClose={onClose}>
      <dl class="keys">
        {words.list.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label class="check">
        <input
          type="checkbox"
          checked={singleKeys.value}
          onChange={(event) => set(event.currentTarget.checked)}
        />{" "}
        {words.single}
      </label>
    </Dialog>
  );
}
