// Lays each built asset beside itself, compressed as well as it can be: once, so that the service compresses nothing.
// Browsers take Brotli over TLS only; gzip is for a service on one's own machine.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const assets = new URL("dist/assets/", import.meta.url);
const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

for (const name of readdirSync(assets).filter((file) => /\.(?:js|css|svg)$/.test(file))) {
  const content = readFileSync(new URL(name, assets));
  writeFileSync(new URL(`${name}.br`, assets), brotliCompressSync(content, best));
  writeFileSync(new URL(`${name}.gz`, assets), gzipSync(content, { level: 9 }));
}
