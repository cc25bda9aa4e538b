import { classHighlighter, highlightCode } from "@lezer/highlight";
import { parser } from "@lezer/python";

/** Return Python source as coloured text: spans with classes, never parsed as HTML. */
export function highlight(source: string): DocumentFragment {
  const nodes = document.createDocumentFragment();
  highlightCode(
    source,
    parser.parse(source),
    classHighlighter,
    (text, classes) => {
      if (!classes) {
        nodes.append(text);
        return;
      }
      const span = document.createElement("span");
      span.className = classes;
      span.textContent = text;
      nodes.append(span);
    },
    () => nodes.append("\n"),
  );
  return nodes;
}
