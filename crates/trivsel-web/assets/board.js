// A board: what is sent goes without loading the page anew, and waits on the device while there is no line. Without this script every
// button is a form of its own, and "fetch what is new" does the rest.
(() => {
  const write = document.getElementById("write");
  if (!write || !window.indexedDB) return;
  const seat = write.dataset.seat;
  const told = document.getElementById("told");
  const waiting = document.getElementById("waiting");
  const turnedAway = document.getElementById("refused");
  const AGAIN_AFTER = 5000;

  // What waits, in its order. Each carries the seat that wrote it, and the server takes it from no other: the next one at a shared screen
  // never sends it.
  const opened = new Promise((resolve, reject) => {
    const open = indexedDB.open("trivsel-board", 1);
    open.onupgradeneeded = () => open.result.createObjectStore("waiting", { keyPath: "at", autoIncrement: true });
    open.onsuccess = () => resolve(open.result);
    open.onerror = () => reject(open.error);
  });
  const store = async (mode, what) => {
    const base = await opened;
    return new Promise((resolve, reject) => {
      const asked = what(base.transaction("waiting", mode).objectStore("waiting"));
      asked.onsuccess = () => resolve(asked.result);
      asked.onerror = () => reject(asked.error);
    });
  };
  const all = () => store("readonly", (rows) => rows.getAll());
  const own = async () => (await all()).filter((row) => row.seat === seat);
  const add = (row) => store("readwrite", (rows) => rows.add(row));
  const change = (row) => store("readwrite", (rows) => rows.put(row));
  const remove = (at) => store("readwrite", (rows) => rows.delete(at));
  const said = (row, name) => new URLSearchParams(row.body).get(name) ?? "";

  const sentence = (rows) => {
    const words = waiting.dataset;
    const areNotes = rows.every((row) => said(row, "do") === "add");
    if (areNotes && rows.length === 1) return words.one;
    return (areNotes ? words.notes : words.many).replace("#", rows.length);
  };

  // A text that was turned away later is not thrown away: it stands here until somebody has done something with it.
  const paintRefused = (rows) => {
    turnedAway.hidden = rows.length === 0;
    const words = turnedAway.dataset;
    const part = (name, text, more = {}) => Object.assign(document.createElement(name), { textContent: text, ...more });
    turnedAway.replaceChildren(
      ...rows.map((row) => {
        const box = part("div", "", { className: "notice warn stack" });
        const mend = part("button", words.mend, { type: "button", className: "button quiet small" });
        const drop = part("button", words.drop, { type: "button", className: "button quiet small" });
        const line = part("p", "", { className: "row" });
        line.append(mend, drop);
        mend.addEventListener("click", async () => {
          const area = write.querySelector("textarea[name=text]");
          area.value = [area.value.trim(), said(row, "text")].filter(Boolean).join("\n");
          area.focus();
          // It lies in the field from here on, also when the page is loaded anew before a key is pressed.
          sessionStorage.setItem(kept, area.value);
          await remove(row.at);
          paint();
        });
        drop.addEventListener("click", async () => {
          await remove(row.at);
          paint();
        });
        box.append(part("strong", words.title), part("p", said(row, "text")), line);
        return box;
      }),
    );
  };

  const paint = async () => {
    const rows = await own();
    const unsent = rows.filter((row) => !row.isRefused);
    paintRefused(rows.filter((row) => row.isRefused));
    // What has just been written is on its way: it is told of when it has to wait.
    waiting.hidden = !unsent.some((row) => row.hasWaited);
    if (waiting.hidden) return;
    const strong = document.createElement("strong");
    strong.textContent = sentence(unsent);
    if (waiting.querySelector("strong")?.textContent !== strong.textContent) waiting.replaceChildren(strong, ` ${waiting.dataset.help}`);
  };

  // What a page that came back shows in place of what stands here.
  const show = (text) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    window.trivselPut?.(page, ["day", "board"]);
    return page;
  };

  // Says what came of it: sent, turned away, or not sent.
  const send = async ({ address, body }) => {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded", accept: "text/html" },
      body,
    }).catch(() => null);
    // Too much at once, or a server that is not there: it is tried again.
    if (!answer || answer.status >= 500 || answer.status === 429) return { state: "waits" };
    const page = show(await answer.text());
    document.getElementById("offline").hidden = true;
    if (answer.ok) return { state: "sent", page };
    return { state: "refused", page, status: answer.status };
  };

  // A page that is opened without a line shows what was written last.
  let keeping = 0;
  const keepSoon = () => {
    clearTimeout(keeping);
    keeping = setTimeout(() => navigator.serviceWorker?.ready.then((worker) => worker.active?.postMessage({ keep: [] })), 500);
  };

  // First in, first out, one at a time. Rows somebody looks at just now are answered to them.
  const watched = new Map();
  let again = 0;
  const run = async () => {
    clearTimeout(again);
    for (const row of await own()) {
      if (row.isRefused) continue;
      const came = await send(row);
      if (came.state === "waits") {
        await Promise.all((await own()).filter((one) => !one.isRefused).map((one) => change({ ...one, hasWaited: true })));
        again = setTimeout(drain, AGAIN_AFTER);
        break;
      }
      keepSoon();
      const isText = said(row, "text") !== "";
      if (came.state === "refused" && !watched.has(row.at) && isText) await change({ ...row, isRefused: true });
      else await remove(row.at);
      if (watched.has(row.at)) watched.set(row.at, came);
    }
    await paint();
  };
  let chain = Promise.resolve();
  const drain = () => {
    chain = chain.then(run).catch(() => {});
    return chain;
  };

  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const kept = `trivsel-text-${write.dataset.board}-${seat}`;

  // On to the next note: the zone stays chosen, all else is empty.
  const begin = (form, page) => {
    sessionStorage.removeItem(kept);
    const zone = form.querySelector("input[name=zone]:checked")?.value;
    const next = page?.getElementById("write");
    if (next) write.replaceChildren(...next.childNodes);
    else form.reset();
    const area = write.querySelector("textarea[name=text]");
    area.value = "";
    if (zone) write.querySelector(`input[name=zone][value="${CSS.escape(zone)}"]`)?.click();
    area.focus();
  };

  const turnDown = (came) => {
    const again = came.page.getElementById("write");
    if (again && came.status === 422) {
      write.replaceChildren(...again.childNodes);
      write.querySelector("[data-error-summary]")?.focus();
      return;
    }
    told.textContent = came.page.querySelector("h1")?.textContent ?? "";
    waiting.hidden = false;
    waiting.textContent = told.textContent;
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-send]");
    if (!form) return;
    event.preventDefault();
    const fields = new FormData(form, event.submitter);
    fields.set("request", fresh());
    fields.set("seat", seat);
    const row = { seat, address: form.getAttribute("action"), body: new URLSearchParams(fields).toString() };
    let at;
    try {
      at = await add(row);
    } catch {
      // A browser that keeps nothing sends it as a form.
      form.removeAttribute("data-send");
      return form.requestSubmit(event.submitter);
    }
    watched.set(at, { state: "waits" });
    await drain();
    const came = watched.get(at);
    watched.delete(at);
    if (came.state === "refused") return turnDown(came);
    if (write.contains(form)) begin(form, came.page);
    const notice = came.page?.querySelector(".notice.done");
    if (notice) told.textContent = notice.textContent.trim();
  });

  // Whoever leaves while something waits is told that it stays behind.
  let hasBeenTold = false;
  document.addEventListener("submit", async (event) => {
    const form = event.target.closest('form[action="/w/leave"]');
    if (!form) return;
    event.preventDefault();
    const rows = await own();
    if (rows.length > 0 && !hasBeenTold) {
      hasBeenTold = true;
      waiting.hidden = false;
      waiting.textContent = `${sentence(rows)} ${waiting.dataset.leave}`;
      return;
    }
    for (const row of rows) await remove(row.at);
    form.submit();
  });

  // A note is moved with the digit of its zone; Escape shuts its menu and gives the focus back.
  document.addEventListener("keydown", (event) => {
    const note = event.target.closest?.("[data-note]");
    const menu = note?.querySelector("details.move");
    if (!menu || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && menu.open) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    if (/^[1-9]$/.test(event.key) && !event.target.matches("input, textarea, select")) {
      menu.querySelector(`[data-key="${event.key}"]`)?.click();
    }
  });

  // With a mouse, a note is drawn into another zone.
  let drawn = null;
  const zoneAt = (event) => event.target.closest?.("[data-zone]");
  document.addEventListener("pointerdown", (event) => {
    const note = event.target.closest("[data-note]");
    if (!note || event.pointerType !== "mouse" || event.target.closest("button, summary, form, a, details")) return;
    drawn = note;
    note.draggable = true;
  });
  document.addEventListener("dragstart", (event) => {
    if (!drawn) return;
    drawn.classList.add("is-dragged");
    event.dataTransfer.setData("text/plain", drawn.dataset.note);
    event.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", (event) => {
    const zone = drawn && zoneAt(event);
    if (!zone) return;
    event.preventDefault();
    for (const other of document.querySelectorAll(".is-over")) other.classList.toggle("is-over", other === zone);
    zone.classList.add("is-over");
  });
  document.addEventListener("drop", (event) => {
    const zone = drawn && zoneAt(event);
    if (!zone) return;
    event.preventDefault();
    drawn.querySelector(`[data-move] [value="${CSS.escape(zone.dataset.zone)}"]`)?.click();
  });
  document.addEventListener("dragend", () => {
    drawn?.classList.remove("is-dragged");
    for (const zone of document.querySelectorAll(".is-over")) zone.classList.remove("is-over");
    drawn = null;
  });

  // Notes that others wrote are told at most once in ten seconds, many as one.
  const count = () => document.querySelectorAll("[data-note]").length;
  let heard = count();
  setInterval(() => {
    const now = count();
    if (now > heard) told.textContent = now - heard === 1 ? told.dataset.one : told.dataset.many.replace("#", now - heard);
    heard = now;
  }, 10000);

  // What was typed stays on the device when the page is loaded anew in the middle of a sentence.
  const text = () => write.querySelector("textarea[name=text]");
  if (text() && !text().value.trim()) text().value = sessionStorage.getItem(kept) ?? "";
  write.addEventListener("input", () => sessionStorage.setItem(kept, text()?.value ?? ""));

  // The page opens without a line from now on: what it is made of is kept on the device.
  if ("serviceWorker" in navigator) {
    window.addEventListener("load", async () => {
      const worker = await navigator.serviceWorker.register("/w/worker.js", { scope: "/w/" }).catch(() => null);
      if (!worker) return;
      await Promise.all([navigator.serviceWorker.ready, document.fonts?.ready]);
      const needed = performance.getEntriesByType("resource").map(({ name }) => name);
      worker.active?.postMessage({ keep: needed.filter((name) => new URL(name).pathname.startsWith("/assets/")) });
    });
  }
  document.getElementById("offline").hidden = !("kept" in document.documentElement.dataset);

  // What another seat left behind can never be sent again.
  const tidy = async () => {
    for (const row of await all()) if (row.seat !== seat) await remove(row.at);
  };
  window.addEventListener("online", drain);
  document.addEventListener("visibilitychange", () => document.hidden || drain());
  tidy().then(paint).then(drain);
})();
