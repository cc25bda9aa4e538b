/** The language of the page. English is in every part; another language is laid over it before anything shows. */
import { setLocale } from "./en/shared";

export type Language = "en" | "de";

/** The language that items, titles and instructions are written in, so that they are read aloud as such. */
export const CONTENT_LANGUAGE = "en";

export async function speak(language: Language): Promise<void> {
  if (language === "de") {
    try {
      const { overlay } = await import("./de/all");
      overlay();
    } catch {
      return; // Without a connection English is better than nothing.
    }
  }
  setLocale(language);
  document.documentElement.lang = language;
}
