// Prints what a candidate's browser fetches before the first question shows, and fails over the budget.
import { readFileSync, statSync } from "node:fs";

const BUDGET_KB = 25;
const dist = new URL("dist/", import.meta.url);
const manifest = JSON.parse(readFileSync(new URL(".vite/manifest.json", dist), "utf8"));

function shellFiles(entry, seen = new Set()) {
  const chunk = manifest[entry];
  seen.add(chunk.file);
  for (const sheet of chunk.css ?? []) seen.add(sheet);
  for (const imported of chunk.imports ?? []) shellFiles(imported, seen);
  return seen;
}

const kb = (files, ending) =>
  files.reduce((sum, file) => sum + statSync(new URL(file + ending, dist)).size, 0) / 1024;

for (const [name, entry] of [
  ["candidate", "test.html"],
  ["staff", "staff.html"],
]) {
  const files = [...shellFiles(entry)];
  const [gzip, brotli] = [kb(files, ".gz"), kb(files, ".br")];
  console.log(
    `${name} shell: ${gzip.toFixed(2)} KB gzipped, ${brotli.toFixed(2)} KB in Brotli, ${files.length} files`,
  );
  if (name === "candidate" && gzip > BUDGET_KB) {
    console.error(`The candidate shell is over its budget of ${BUDGET_KB} KB: load something later.`);
    process.exitCode = 1;
  }
}
