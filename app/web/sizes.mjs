// Prints what a candidate's browser fetches before the first question shows, and fails over the budget.
import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

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

for (const [name, entry] of [
  ["candidate", "test.html"],
  ["staff", "staff.html"],
]) {
  const files = [...shellFiles(entry)];
  const bytes = files.reduce(
    (sum, file) => sum + gzipSync(readFileSync(new URL(file, dist)), { level: 9 }).length,
    0,
  );
  const kb = bytes / 1024;
  console.log(`${name} shell: ${kb.toFixed(1)} KB gzipped in ${files.length} files`);
  if (name === "candidate" && kb > BUDGET_KB) {
    console.error(`The candidate shell is over its budget of ${BUDGET_KB} KB: load something later.`);
    process.exitCode = 1;
  }
}
