import { defineConfig, type Plugin } from "vite";
import { offlineFiles } from "./offline.ts";

/** KaTeX has its fonts as WOFF2, WOFF and TTF; every browser that runs these pages reads WOFF2. */
const woff2Only: Plugin = {
  name: "woff2-only",
  enforce: "pre",
  transform(code, id) {
    if (!id.includes("katex") || !id.endsWith(".css")) return null;
    return code.replace(/, ?url\([^)]*\) format\(["'](?:woff|truetype)["']\)/g, "");
  },
};

/** What every page with a program needs. */
const BASE =
  /node_modules\/(?:preact|@preact|openapi-fetch)\/|src\/(?:api\/|prose\/prose|design\/(?:problem|display)|texts\/(?:en\/shared|language))|preload-helper/;
/** What a candidate needs before the first question shows. */
const EXAM =
  /node_modules\/idb-keyval\/|src\/texts\/en\/candidate|src\/candidate\/(?:answers|clock|device|during|exam|item|kept|later|marks|offline|outbox|overview|place|shortcuts|status|tabs|visit|items\/choices?)\.tsx?$/;

export default defineConfig({
  appType: "mpa",
  plugins: [woff2Only, offlineFiles("test")],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    target: "es2022",
    outDir: "dist",
    manifest: true,
    // A data: URL would need its own permission in the Content-Security-Policy.
    assetsInlineLimit: 0,
    modulePreload: {
      polyfill: false,
      // What a later part needs beside its styles is loaded by then, or its first line asks for it; a list of
      // all that would be half a kilobyte more before the first question.
      resolveDependencies: (_file, needed, { hostType }) =>
        hostType === "html" ? needed : needed.filter((name) => name.endsWith(".css")),
    },
    rollupOptions: {
      input: {
        index: "index.html",
        test: "test.html",
        staff: "staff.html",
        "service-worker": "src/offline/service-worker.ts",
      },
      output: {
        // A few files that travel together cost fewer requests, and pack better, than many small ones.
        advancedChunks: {
          groups: [
            { name: "base", test: BASE },
            { name: "exam", test: EXAM },
          ],
        },
        // A service worker is found by its name, and rules over what lies beside and below it.
        entryFileNames: (chunk) =>
          chunk.name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js",
      },
    },
  },
});
