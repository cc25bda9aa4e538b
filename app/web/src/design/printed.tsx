import type { ComponentChildren, Ref } from "preact";

interface Props {
  children: ComponentChildren;
  class?: string;
  place?: Ref<HTMLPreElement>;
}

/** Text as it was printed or typed. It may scroll, so it is within reach of the keyboard. */
export function Printed({ children, class: name = "", place = null }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus
    <pre class={name} ref={place} tabIndex={0}>
      {children}
    </pre>
  );
}
