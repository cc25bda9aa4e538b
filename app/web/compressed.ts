import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import type { Plugin } from "vite";

/** Fonts are compressed as they come. */
const TEXT = /^assets\/.*\.(?:js|css|svg)$/;
const BEST = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

/**
 * Lay each asset beside itself compressed as well as it can be, once, so that the service compresses nothing.
 *
 * Browsers take Brotli over TLS only; gzip is for a service on one's own machine.
 */
export const compressed: Plugin = {
  name: "compressed",
  writeBundle({ dir }, bundle) {
    for (const name of Object.keys(bundle)) {
      if (!dir || !TEXT.test(name)) continue;
      const file = join(dir, name);
      const content = readFileSync(file);
      writeFileSync(`${file}.br`, brotliCompressSync(content, BEST));
      writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
    }
  },
};
