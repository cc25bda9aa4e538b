import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { shared } from "../texts/en/shared";

interface Props {
  title: string;
  wide?: boolean;
  above?: ComponentChildren;
  children: ComponentChildren;
}

/** A page of the staff client: its heading takes the focus, so that a reader starts at the top. */
export function Page({ title, wide = false, above, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · ${shared.product}`;
    heading.current?.focus();
  }, [title]);
  return (
    <main class={wide ? "page wide" : "page"}>
      {above}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </main>
  );
}
