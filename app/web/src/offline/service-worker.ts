/**
 * Keeps the candidate's page on the device, so that a reload without a connection shows the test again.
 *
 * It holds program files only. Answers and the test itself lie in IndexedDB, where the page keeps them, and
 * the questions' drawings in a cache that the page fills and empties; all other requests to the API pass by
 * here untouched.
 */
export {};

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build: every file of the candidate's page, and a digest of their names. */
declare const OFFLINE_FILES: string[];
declare const OFFLINE_VERSION: string;

const PREFIX = "bn-assess/";
const CACHE = PREFIX + OFFLINE_VERSION;
const PAGE = "/test";
const PICTURE = /^\/api\/v1\/attempt\/items\/.*\.svg$/;
/** On a connection that hardly moves, the page on the device is better than a blank one. */
const PATIENCE_MS = 4_000;

async function keep(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll([PAGE, ...OFFLINE_FILES]);
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
}

async function page(request: Request): Promise<Response> {
  const kept = await caches.open(CACHE).then((cache) => cache.match(PAGE));
  if (!kept) return fetch(request);
  const late = new Promise<Response>((resolve) => setTimeout(resolve, PATIENCE_MS, kept));
  // A proxy answers 502 or 503 while the service starts again: that is "away" too.
  const fetched = fetch(request).then(
    (response) => (response.status >= 500 ? kept : response),
    () => kept,
  );
  return Promise.race([fetched, late]);
}

async function picture(request: Request): Promise<Response> {
  return (await caches.match(request)) ?? fetch(request);
}

async function asset(request: Request): Promise<Response> {
  // Names carry their content's hash, so a kept file is never stale, whichever version kept it.
  const kept = await caches.match(request);
  if (kept) return kept;
  const fetched = await fetch(request);
  // What only some people load, such as another font, is kept once it was loaded.
  if (fetched.ok) await caches.open(CACHE).then((cache) => cache.put(request, fetched.clone()));
  return fetched;
}

self.addEventListener("install", (event) => event.waitUntil(keep()));
// Not before the last page of an older version is closed: such a page may still load its own later parts.
self.addEventListener("activate", (event) =>
  event.waitUntil(forgetOthers().then(() => self.clients.claim())),
);
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate" && url.pathname === PAGE) event.respondWith(page(request));
  else if (url.pathname.startsWith("/assets/")) event.respondWith(asset(request));
  else if (PICTURE.test(url.pathname)) event.respondWith(picture(request));
});
