import type { Plugin, Rollup } from "vite";

const WORKER = "service-worker";
/** Fonts that few people choose are kept by those alone who load them. */
const BY_CHOICE = /opendyslexic/;

/** Every built file that the page can come to load: code, styles and what the styles name, fonts among them. */
function filesOf(page: Rollup.OutputChunk, bundle: Rollup.OutputBundle): string[] {
  const files = new Set<string>();
  const visit = (name: string) => {
    // A chunk that held styles alone is gone by now.
    if (files.has(name) || !bundle[name]) return;
    files.add(name);
    const chunk = bundle[name];
    if (chunk?.type !== "chunk") return;
    for (const other of [...chunk.imports, ...chunk.dynamicImports]) visit(other);
    for (const other of chunk.viteMetadata?.importedCss ?? []) visit(other);
    for (const other of chunk.viteMetadata?.importedAssets ?? []) visit(other);
  };
  visit(page.fileName);
  return [...files]
    .filter((file) => !BY_CHOICE.test(file))
    .sort()
    .map((file) => `/${file}`);
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return [...bytes.subarray(0, 8)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Tell the service worker which files to keep on the device. */
export function offlineFiles(pageName: string): Plugin {
  return {
    name: "offline-files",
    enforce: "post",
    generateBundle: {
      order: "post",
      async handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((part) => part.type === "chunk");
        const page = chunks.find((chunk) => chunk.facadeModuleId?.endsWith(`/${pageName}.html`));
        const worker = chunks.find((chunk) => chunk.name === WORKER);
        if (!page || !worker) throw new Error(`no chunk for ${pageName}.html or the ${WORKER}`);
        const files = filesOf(page, bundle);
        worker.code = worker.code
          .replace(/\bOFFLINE_FILES\b/, JSON.stringify(files))
          .replace(/\bOFFLINE_VERSION\b/, JSON.stringify(await digest(files.join())));
      },
    },
  };
}
