/** Ask the browser to keep the page's program on the device. */
export function keepProgram(): void {
  // Where there is none (an old browser, a page without TLS that is not on this machine) all else still works.
  navigator.serviceWorker?.register("/service-worker.js", { scope: "/test" }).catch(() => undefined);
}
