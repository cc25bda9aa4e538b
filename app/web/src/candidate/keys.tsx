import { keys as words } from "../texts/en/help";
import { Dialog } from "./dialog";

/** The sheet of keys. */
export default function Keys({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={words.title} close={words.close} onClose={onClose}>
      <p class="hint">{words.hint}</p>
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
    </Dialog>
  );
}
