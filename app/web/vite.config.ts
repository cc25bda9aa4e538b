import { defineConfig, type Plugin } from "vite";
import { offlineFiles } from "./offline.ts";

/** KaTeX lists each font as WOFF2, WOFF and TTF; every browser that runs these pages reads WOFF2. */
const woff2Only: Plugin = {
  name: "woff2-only",
  enforce: "pre",
  transform(code, id) {
    if (!id.includes("katex") || !id.endsWith(".css")) return null;
    return code.replace(/,url\([^)]*\) format\("(?:woff|truetype)"\)/g, "");
  },
};

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
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: {
        index: "index.html",
        test: "test.html",
        staff: "staff.html",
        "service-worker": "src/offline/service-worker.ts",
      },
      output: {
        // A service worker is found by its name, and rules over what lies beside and below it.
        entryFileNames: (chunk) =>
          chunk.name === "service-worker" ? "[name].js" : "assets/[name]-[hash].js",
      },
    },
  },
});
