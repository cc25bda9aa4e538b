import { useEffect, useState } from "preact/hooks";
import { api } from "../api/client";
import { ask } from "../api/problem";
import type { Item, OwnRemark } from "../api/types";
import { remarks as words } from "../texts/en/after";
import { moment } from "../texts/en/shared";
import { RemarkForm } from "./remark";

/** What the candidate remarked, the answers to it, and a form for more. */
export function Remarks({ items }: { items: Item[] }) {
  const [own, setOwn] = useState<OwnRemark[]>([]);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    // Without an answer of the service there is nothing to show; the form above works all the same.
    void ask(api.GET("/api/v1/attempt/comments")).then((result) => {
      if (result.ok) setOwn(result.data);
    });
  }, [turn]);
  return (
    <>
      {own.length > 0 && (
        <section class="card">
          <h2>{words.own}</h2>
          {own.map((remark) => (
            <Remark key={`${remark.created_at} ${remark.item_id}`} remark={remark} items={items} />
          ))}
        </section>
      )}
      <RemarkForm items={items} onSent={() => setTurn(turn + 1)} />
    </>
  );
}

function Remark({ remark, items }: { remark: OwnRemark; items: Item[] }) {
  const position = items.findIndex((item) => item.id === remark.item_id);
  return (
    <div class="own-remark">
      <p class="soft">
        {position < 0 ? words.wholeTest : words.question(position + 1)} · {moment(remark.created_at)}
      </p>
      <p class="pre">{remark.text}</p>
      {remark.answer ? (
        <div class={remark.state === "mended" ? "notice good" : "notice"}>
          <p class="notice-title">{remark.state === "mended" ? words.mended : words.answered}</p>
          <p class="pre">{remark.answer}</p>
        </div>
      ) : (
        <p class="soft">{words.waits}</p>
      )}
    </div>
  );
}
