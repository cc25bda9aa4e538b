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

/** Where this service keeps the drawings of items. Nothing else is ever loaded. */
const PICTURE = /^\/api\/v1\/(?:attempt|attempts|reviews)\/[\w/-]+\/[0-9a-f]{64}\.svg$/;
/** A reader that shows drawings, for what authors wrote, or their words alone, for what candidates wrote. */
const reader = (pictures: boolean) =>
  new Marked({
    gfm: true,
    extensions: [blockMaths, inlineMaths],
    renderer: {
      html: (token: Tokens.HTML | Tokens.Tag) =>
        token.block ? `<p>${escaped(token.text)}</p>` : escaped(token.text),
      image: (token: Tokens.Image) =>
        pictures && PICTURE.test(token.href)
          ? `<img src="${escaped(token.href)}" alt="${escaped(token.text)}">`
          : escaped(token.text || token.href),
      checkbox: ({ checked }: Tokens.Checkbox) => (checked ? "[x] " : "[ ] "),
    },
  });
const readers = { words: reader(false), pictures: reader(true) };

const ALLOWED = {
  ALLOWED_TAGS:
    "a b blockquote br code del em h1 h2 h3 h4 h5 h6 hr i img li ol p pre span strong sub sup table tbody td th thead tr ul".split(
      " ",
    ),
  ALLOWED_ATTR: ["href", "src", "alt", "class", "start", "align", "data-display"],
  ALLOW_DATA_ATTR: false,
  ALLOW_ARIA_ATTR: false,
  ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|#|\/api\/v1\/[\w/-]+\.svg$)/i,
};

/** Return `source` as safe nodes; maths is set in place a moment later. */
export function renderMarkdown(source: string, inline = false, pictures = false): DocumentFragment {
  const marked = pictures ? readers.pictures : readers.words;
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
  for (const image of nodes.querySelectorAll("img"))
    if (!PICTURE.test(image.getAttribute("src") ?? "")) image.remove();
  // What may scroll must be within reach of the keyboard.
  for (const block of nodes.querySelectorAll<HTMLElement>("pre, table")) block.tabIndex = 0;
  const maths = nodes.querySelectorAll<HTMLElement>("span.math");
  if (maths.length > 0) void import("./maths").then(({ renderMaths }) => maths.forEach(renderMaths));
  return nodes;
}
