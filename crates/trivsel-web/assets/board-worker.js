// Lets the page of a group's board open without a line: the latest page the device saw, its styles and scripts. It sends nothing by itself
// and answers nothing but /w/now and /assets. What is kept goes when the device leaves or comes in anew, when the day is over, and after
// a day.
const KEPT = "trivsel-w";
const PAGE = "/w/now";
const KEPT_AT = "x-kept-at";
const LONGEST = 16 * 3600 * 1000; // as long as the seat's cookie
const SLOW = 8000; // a line that says nothing for so long is none

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

const pathOf = (address) => new URL(address, self.location.origin).pathname;

const drop = async () => {
  const cache = await caches.open(KEPT);
  await cache.delete(PAGE);
};

// Only the page itself, never one that was sent on to the door. Headers go with it: the page is held to the same rules.
const keep = async (answer) => {
  if (!answer.ok || pathOf(answer.url) !== PAGE) return;
  const headers = new Headers(answer.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  headers.set(KEPT_AT, String(Date.now()));
  const cache = await caches.open(KEPT);
  await cache.put(PAGE, new Response(await answer.text(), { headers }));
};

const kept = async () => {
  const cache = await caches.open(KEPT);
  const found = await cache.match(PAGE);
  if (!found) return null;
  if (Date.now() - Number(found.headers.get(KEPT_AT)) > LONGEST) {
    await drop();
    return null;
  }
  const text = await found.text();
  // The page says by itself that it is not new.
  return new Response(text.replace("<html ", "<html data-kept "), { headers: found.headers });
};

const isSentOn = (answer) => answer.type === "opaqueredirect" || (answer.redirected && pathOf(answer.url) !== PAGE);

const page = async (request, later) => {
  const asked = fetch(request);
  asked.catch(() => null); // where nobody waits for it any more
  const slow = new Promise((resolve) => setTimeout(resolve, SLOW, null));
  const answer = await (request.mode === "navigate" ? Promise.race([asked, slow]) : asked).catch(() => null);
  if (answer) {
    later(isSentOn(answer) ? drop() : keep(answer.clone()));
    return answer;
  }
  // Whoever only asks what is new is told that there is no line.
  const found = request.mode === "navigate" ? await kept() : null;
  return found ?? asked;
};

const asset = async (request) => {
  const cache = await caches.open(KEPT);
  const answer = await fetch(request).catch(() => null);
  if (answer?.ok) await cache.put(request, answer.clone());
  return answer ?? (await cache.match(request)) ?? Response.error();
};

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (address.origin !== self.location.origin) return;
  const later = (work) => event.waitUntil(work);
  if (request.method === "GET" && address.pathname === PAGE) event.respondWith(page(request, later));
  if (request.method === "GET" && address.pathname.startsWith("/assets/")) event.respondWith(asset(request));
  // Out at the door, or in at it: what was kept is somebody else's from now on.
  if (request.method === "POST" && /^\/w\/[^/]+$/.test(address.pathname)) {
    event.respondWith(
      fetch(request).then(async (answer) => {
        await drop();
        return answer;
      }),
    );
  }
});

// The page names what it needs once it is there: the first visit was made before this script could see it.
self.addEventListener("message", (event) => {
  const needed = (event.data?.keep ?? []).filter((address) => pathOf(address).startsWith("/assets/"));
  const all = async () => {
    const cache = await caches.open(KEPT);
    await Promise.all(needed.map(async (address) => (await cache.match(address)) ?? cache.add(address).catch(() => null)));
    await fetch(PAGE, { headers: { accept: "text/html" } })
      .then(keep)
      .catch(() => null);
  };
  event.waitUntil(all());
});
