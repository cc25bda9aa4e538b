/** How a person wants the page to look; kept on the device and applied before anything shows. */
import { effect, signal } from "@preact/signals";

export const CHOICES = {
  text: ["usual", "large", "larger"],
  font: ["usual", "readable"],
  motion: ["system", "less"],
  questions: ["one", "all"],
  clock: ["shown", "hidden"],
  language: ["en", "de"],
} as const;

export type Setting = keyof typeof CHOICES;
export type Display = { [Name in Setting]: (typeof CHOICES)[Name][number] };

const KEY = "bn-assess/display";

function usual(): Display {
  const language = navigator.language.startsWith("de") ? "de" : "en";
  return { text: "usual", font: "usual", motion: "system", questions: "one", clock: "shown", language };
}

function read(): Display {
  const display = usual();
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}") as Record<string, string>;
    for (const name of Object.keys(CHOICES) as Setting[]) {
      const known = (CHOICES[name] as readonly string[]).includes(kept[name] ?? "");
      if (known) Object.assign(display, { [name]: kept[name] });
    }
  } catch {
    // Storage is switched off, or holds something else: the usual look will do.
  }
  return display;
}

export const display = signal<Display>(read());

export function choose<Name extends Setting>(name: Name, choice: Display[Name]): void {
  display.value = { ...display.value, [name]: choice };
  try {
    localStorage.setItem(KEY, JSON.stringify(display.value));
  } catch {
    // It holds for this visit.
  }
}

effect(() => {
  const { text, font, motion } = display.value;
  Object.assign(document.documentElement.dataset, { text, font, motion });
  // The font is fetched by those alone who chose it.
  if (font === "readable") void import("./readable.css").catch(() => undefined);
});
