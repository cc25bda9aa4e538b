import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { CONTENT_LANGUAGE } from "../texts/language";

type Render = typeof import("./markdown").renderMarkdown;

/** Markdown and its sanitiser are loaded on first use; until then the text shows as it is. */
const render = signal<Render | null>(null);
let loading = false;

function load(): void {
  if (loading) return;
  loading = true;
  import("./markdown").then(
    ({ renderMarkdown }) => {
      render.value = renderMarkdown;
    },
    () => {
      // Offline before the first question was shown: plain text is readable, and the next use tries again.
      loading = false;
    },
  );
}

interface Props {
  text: string;
  inline?: boolean;
  /** Drawings of the item bank are shown; leave it out for what a candidate wrote. */
  pictures?: boolean;
  /** Whether the reader wrote it, in whatever language. */
  own?: boolean;
}

/** Markdown with maths, as safe nodes. */
export function Prose({ text, inline = false, pictures = false, own = false }: Props) {
  const place = useRef<HTMLElement & HTMLDivElement & HTMLSpanElement>(null);
  const ready = render.value;
  useLayoutEffect(() => {
    if (ready) place.current?.replaceChildren(ready(text, inline, pictures));
    else {
      if (place.current) place.current.textContent = text;
      load();
    }
  }, [ready, text, inline, pictures]);
  const lang = own ? undefined : CONTENT_LANGUAGE;
  return inline ? (
    <span class="inline-prose" lang={lang} ref={place} />
  ) : (
    <div class={ready ? "prose" : "prose waiting"} lang={lang} ref={place} />
  );
}
