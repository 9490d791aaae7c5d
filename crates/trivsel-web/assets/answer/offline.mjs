// Lets the page open again without a connection: a worker answers from a copy when the network does not. Browsers allow
// workers on https and on one's own machine only; elsewhere an open page goes on, but cannot be loaded again.

const COPY = "trivsel-answer";

/** Keeps the page, what was sealed and what the page is made of. */
export async function keepPage(address) {
  if (!("serviceWorker" in navigator)) return;
  await navigator.serviceWorker.register("/answer/worker.mjs");
  const parts = performance
    .getEntriesByType("resource")
    .map(({ name }) => new URL(name))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/assets/"))
    .map(({ href }) => href);
  const addresses = [location.pathname + location.search, `${address}/rules.json`, ...new Set(parts)];
  const copy = await caches.open(COPY);
  await copy.addAll(addresses.map((one) => new Request(one, { credentials: "omit" })));
}

/** Removes the copy and the worker. */
export async function dropPage() {
  if (!("serviceWorker" in navigator)) return;
  await caches.delete(COPY);
  const worker = await navigator.serviceWorker.getRegistration("/answer/");
  await worker?.unregister();
}
