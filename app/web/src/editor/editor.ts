/** The code editor: CodeMirror with the few extensions a test needs, in a shadow root. */
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import {
  bracketMatching,
  HighlightStyle,
  indentOnInput,
  indentUnit,
  syntaxHighlighting,
} from "@codemirror/language";
import { EditorState, type Transaction } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Colours come from the page's tokens: custom properties reach into a shadow root, style sheets do not. */
const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword, tags.modifier], color: "var(--code-keyword)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--code-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--code-number)" },
  { tag: tags.comment, color: "var(--code-comment)", fontStyle: "italic" },
  {
    tag: [tags.definition(tags.variableName), tags.function(tags.definition(tags.variableName))],
    color: "var(--code-name)",
  },
  { tag: tags.className, color: "var(--code-name)" },
]);

const theme = EditorView.theme({
  "&": { backgroundColor: "var(--surface)", color: "var(--ink)", fontSize: "0.92rem", height: "100%" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "-1px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.55" },
  ".cm-content": { caretColor: "var(--ink)", padding: "0.6rem 0" },
  ".cm-gutters": { backgroundColor: "var(--sunken)", color: "var(--ink-soft)", border: "none" },
  ".cm-activeLine": { backgroundColor: "color-mix(in srgb, var(--accent-soft) 45%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 28%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "var(--accent-soft)",
    outline: "1px solid var(--line-strong)",
  },
});

/**
 * Typing over a selection, done by the editor rather than by the browser.
 *
 * Chromium gives text typed over a selection the old text's look by an inline style, which the
 * Content-Security-Policy refuses and reports.
 */
const typeOverSelection = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const replaces = event.inputType === "insertText" && !view.state.selection.main.empty;
    if (!replaces || !event.data || view.composing) return false;
    view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

export interface Editor {
  /** Show `source` unless it is shown already; what was typed before stays in the undo history. */
  show(source: string): void;
  destroy(): void;
}

interface Options {
  source: string;
  label: string;
  describedBy: string;
  /** `added` is how many characters came, whatever went. */
  onChange: (source: string, added: number) => void;
  onRun: () => void;
}

export function createEditor(host: HTMLElement, options: Options): Editor {
  // In a shadow root CodeMirror adopts its style sheets; in the page it would need style-src 'unsafe-inline'.
  const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
  root.replaceChildren();
  const runs = () => {
    options.onRun();
    return true;
  };
  const fromOutside = new WeakSet<Transaction>();
  let told = options.source;
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: options.source,
      extensions: [
        lineNumbers(),
        history(),
        drawSelection(),
        highlightActiveLine(),
        indentOnInput(),
        bracketMatching(),
        indentUnit.of("    "),
        python(),
        syntaxHighlighting(colours),
        theme,
        typeOverSelection,
        EditorView.contentAttributes.of({
          tabindex: "0",
          "aria-label": options.label,
          "aria-description": options.describedBy,
        }),
        keymap.of([{ key: "Mod-Enter", run: runs }, indentWithTab, ...defaultKeymap, ...historyKeymap]),
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.some((transaction) => fromOutside.has(transaction))) {
            let added = 0;
            update.changes.iterChanges((_fromA, _toA, from, to) => {
              added += to - from;
            });
            told = update.state.doc.toString();
            options.onChange(told, added);
          }
        }),
      ],
    }),
  });
  return {
    show(source) {
      // What comes back from here is known by itself: writing out the whole document twice a key costs.
      if (source === told || source === view.state.doc.toString()) return;
      const transaction = view.state.update({
        changes: { from: 0, to: view.state.doc.length, insert: source },
      });
      fromOutside.add(transaction);
      told = source;
      view.dispatch(transaction);
    },
    destroy: () => view.destroy(),
  };
}
