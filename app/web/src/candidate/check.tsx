import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api } from "../api/client";
import { ask } from "../api/problem";
import { check as words } from "../texts/en/practice";
import { deviceKeeps } from "./device";

interface Found {
  serviceMs: number | null;
  device: boolean;
  offline: boolean;
}

async function look(): Promise<Found> {
  const began = performance.now();
  const answer = await ask(api.GET("/api/v1/invitation"));
  const serviceMs = answer.ok ? Math.max(1, Math.round(performance.now() - began)) : null;
  return { serviceMs, device: await deviceKeeps(), offline: "serviceWorker" in navigator };
}

/** Whether browser and connection will do, before the clock runs. */
export function Check() {
  const found = useSignal<Found | null>(null);
  const again = async () => {
    found.value = null;
    found.value = await look();
  };
  useEffect(() => void again(), []);
  const seen = found.value;
  return (
    <section class="card">
      <h2>{words.title}</h2>
      <ul class="checked" aria-live="polite" aria-busy={seen === null}>
        {seen === null ? (
          <li>{words.checking}</li>
        ) : (
          <>
            <Line good={seen.serviceMs !== null}>
              {seen.serviceMs === null ? words.service.bad : words.service.good(seen.serviceMs)}
            </Line>
            <Line good={seen.device}>{seen.device ? words.device.good : words.device.bad}</Line>
            <Line good={seen.offline}>{seen.offline ? words.offline.good : words.offline.bad}</Line>
          </>
        )}
      </ul>
      <button type="button" onClick={again}>
        {words.again}
      </button>
    </section>
  );
}

function Line({ good, children }: { good: boolean; children: string }) {
  return (
    <li>
      <span class={good ? "good-text" : "bad-text"} aria-hidden="true">
        {good ? "✓" : "✗"}
      </span>{" "}
      {children}
    </li>
  );
}
