import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { items as words } from "../texts/en/candidate";

/**
 * A component whose code is fetched on first use, and again when that failed and the connection is back.
 * `unsaid`: nothing stands in its place until then.
 */
export function later<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  unsaid = false,
): ComponentType<P> {
  const loaded = signal<{ component: ComponentType<P> } | null>(null);
  const failed = signal(false);
  const fetch = () => {
    if (loaded.value) return;
    load().then(
      (module) => {
        loaded.value = { component: module.default };
      },
      () => {
        failed.value = true;
      },
    );
  };
  return function Later(props: P) {
    useEffect(() => {
      fetch();
      addEventListener("online", fetch);
      return () => removeEventListener("online", fetch);
    }, []);
    if (loaded.value) {
      const Loaded = loaded.value.component;
      return <Loaded {...props} />;
    }
    if (unsaid) return null;
    return <p role="status">{failed.value ? words.notLoaded : `${words.loading}…`}</p>;
  };
}
