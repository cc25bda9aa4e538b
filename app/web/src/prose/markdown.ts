/** Markdown of prompts and answers, made safe: what looks like HTML stays text, and nothing loads or runs. */
import DOMPurify from "dompurify";
import { Marked, type TokenizerAndRendererExtension, type Tokens } from "marked";

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

const placeholder = (tex: string, display: boolean): string =>
  `<span class="math"${display ? ' data-display=""' : ""}>${escaped(tex)}</span>`;

/** `$...$` as people write it: no space inside the signs, and no digit after the last, as in "$5 and $6". */
const inlineMaths: TokenizerAndRendererExtension = {
  name: "inlineMaths",
  level: "inline",
  start: (source) => source.indexOf("$"),
  tokenizer(source) {
    const found =
      /^\$\$([^$]+?)\$\$/.exec(source) ??
      /^\$(?!\s)((?:\\.|[^$\\\n]|\n(?!\n))+?)(?<!\s)\$(?!\d)/.exec(source);
    if (!found) return undefined;
    return { type: "inlineMaths", raw: found[0], text: found[1], display: found[0].startsWith("$$") };
  },
  renderer: (token) => placeholder(String(token.text), Boolean(token.display)),
};

const blockMaths: TokenizerAndRendererExtension = {
  name: "blockMaths",
  level: "block",
  start: (source) => source.search(/^\$\$/m),
  tokenizer(source) {
    const found = /^\$\$\s*([^$]+?)\s*\$\$[ \t]*(?:\n|$)/.exec(source);
    return found ? { type: "blockMaths", raw: found[0], text: found[1] } : undefined;
  },
  renderer: (token) => `<p>${placeholder(String(token.text), true)}</p>`,
};

const marked = new Marked({
  gfm: true,
  extensions: [blockMaths, inlineMaths],
  renderer: {
    html: (token: Tokens.HTML | Tokens.Tag) =>
      token.block ? `<p>${escaped(token.text)}</p>` : escaped(token.text),
    image: (token: Tokens.Image) => escaped(token.text || token.href),
    checkbox: ({ checked }: Tokens.Checkbox) => (checked ? "[x] " : "[ ] "),
  },
});

const ALLOWED = {
  ALLOWED_TAGS:
    "a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i li ol p pre span strong sub sup table tbody td th thead tr ul".split(
      " ",
    ),
  ALLOWED_ATTR: ["href", "class", "start", "align", "data-display"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#)/i,
};

/** Return `source` as safe nodes; maths is set in place a moment later. */
export function renderMarkdown(source: string, inline = false): DocumentFragment {
  const html = inline ? marked.parseInline(source) : marked.parse(source);
  const nodes = DOMPurify.sanitize(html as string, { ...ALLOWED, RETURN_DOM_FRAGMENT: true });
  for (const link of nodes.querySelectorAll("a")) {
    link.target = "_blank";
    link.rel = "noopener noreferrer";
  }
  // The corner of a table heads nothing: a header without words confuses a screen reader.
  for (const head of nodes.querySelectorAll("th")) {
    if (!head.textContent?.trim()) head.replaceWith(document.createElement("td"));
  }
  // What may scroll must be within reach of the keyboard.
  for (const block of nodes.querySelectorAll<HTMLElement>("pre, table")) block.tabIndex = 0;
  const maths = nodes.querySelectorAll<HTMLElement>("span.math");
  if (maths.length > 0) void import("./maths").then(({ renderMaths }) => maths.forEach(renderMaths));
  return nodes;
}
