// Answers from the copy of the answering page when there is no connection (see offline.mjs). What is sent is left alone.

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET") return;
  event.respondWith(
    fetch(request).catch(async (error) => {
      const copy = await caches.match(request, { ignoreVary: true, ignoreSearch: request.mode === "navigate" });
      if (copy) return copy;
      throw error;
    }),
  );
});
