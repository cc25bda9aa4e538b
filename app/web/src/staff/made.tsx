import { useEffect, useRef, useState } from "preact/hooks";
import type { Invited } from "../api/types";
import { made as words } from "../texts/en/staff-invitations";

interface Props {
  people: Invited[];
  sent: boolean;
  onClose: () => void;
}

/** Fresh links, shown this one time: to copy, or to print and hand out. */
export function Made({ people, sent, onClose }: Props) {
  const [copied, setCopied] = useState("");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [people]);
  const copy = async (name: string, text: string) => {
    await navigator.clipboard.writeText(text);
    setCopied(name);
  };
  const all = people.map((one) => `${one.name}\t${one.email}\t${one.link}`).join("\n");
  return (
    <section class="card made" aria-labelledby="made-head">
      <h2 id="made-head" ref={heading} tabIndex={-1}>
        {words.title(people.length)}
      </h2>
      <p role="status">{sent ? words.sent : words.once}</p>
      <div class="buttons no-print">
        {people.length > 1 && (
          <button type="button" onClick={() => copy("all", all)}>
            {copied === "all" ? words.copied : words.copyAll}
          </button>
        )}
        <button type="button" onClick={() => print()}>
          {words.print}
        </button>
        <button type="button" onClick={onClose}>
          {words.close}
        </button>
      </div>
      <table class="lines links">
        <thead>
          <tr>
            <th scope="col">{words.person}</th>
            <th scope="col">{words.link}</th>
            <th class="no-print">
              <span class="unseen">{words.copy}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.name} <span class="soft block">{one.email}</span>
              </th>
              <td>
                <code>{one.link}</code>
              </td>
              <td class="no-print">
                <button
                  type="button"
                  aria-label={`${words.copy}: ${one.name}`}
                  onClick={() => copy(one.id, one.link)}
                >
                  {copied === one.id ? words.copied : words.copy}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
