// A board: what is sent goes without loading the page anew, and waits on the device while there is no line. Without this script every
// button is a form of its own, and "fetch what is new" does the rest.
(() => {
  const write = document.getElementById("write");
  if (!write || !window.indexedDB) return;
  const seat = write.dataset.seat;
  const told = document.getElementById("told");
  const waiting = document.getElementById("waiting");
  const AGAIN_AFTER = 5000;

  // What waits, in its order. Each carries the seat that wrote it: the next one at a shared screen never sends it.
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
  const add = (row) => store("readwrite", (rows) => rows.add(row));
  const remove = (at) => store("readwrite", (rows) => rows.delete(at));

  const paintWaiting = async (refused) => {
    const rows = (await all()).filter((row) => row.seat === seat);
    const words = waiting.dataset;
    waiting.hidden = rows.length === 0 && !refused;
    if (waiting.hidden) return;
    const strong = document.createElement("strong");
    strong.textContent = refused ? words.refused : rows.length === 1 ? words.one : words.many.replace("#", rows.length);
    waiting.replaceChildren(strong, ` ${refused || words.help}`);
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
    if (!answer || answer.status >= 500) return { state: "waits" };
    const page = show(await answer.text());
    if (answer.ok) return { state: "sent", page };
    return { state: "refused", page, status: answer.status };
  };

  let isDraining = false;
  const drain = async () => {
    if (isDraining) return;
    isDraining = true;
    try {
      for (const row of await all()) {
        if (row.seat !== seat) continue;
        const came = await send(row);
        if (came.state === "waits") break;
        // A text that was turned away is not thrown away: it is shown, to be copied.
        if (came.state === "refused") await paintWaiting(new URLSearchParams(row.body).get("text") || "");
        await remove(row.at);
      }
    } finally {
      isDraining = false;
    }
    await paintWaiting();
    if ((await all()).some((row) => row.seat === seat)) setTimeout(drain, AGAIN_AFTER);
  };

  const fresh = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");

  document.addEventListener("submit", async (event) => {
    const form = event.target.closest("form[data-send]");
    if (!form) return;
    event.preventDefault();
    const fields = new FormData(form, event.submitter);
    fields.set("request", fresh());
    const row = { seat, address: form.getAttribute("action"), body: new URLSearchParams(fields).toString() };
    const isText = fields.get("do") === "add";
    const hasWaiting = (await all()).some((one) => one.seat === seat);
    const came = hasWaiting ? { state: "waits" } : await send(row);
    if (came.state === "waits") {
      // First in, first out: what was written before goes before.
      await add(row);
      await paintWaiting();
      setTimeout(drain, hasWaiting ? 0 : AGAIN_AFTER);
    }
    if (came.state === "refused") {
      const again = came.page.getElementById("write");
      if (again && came.status === 422) {
        write.replaceChildren(...again.childNodes);
        write.querySelector("[data-error-summary]")?.focus();
      } else {
        told.textContent = came.page.querySelector("h1")?.textContent ?? "";
        waiting.hidden = false;
        waiting.textContent = told.textContent;
      }
      return;
    }
    if (isText && write.contains(form)) {
      form.reset();
      form.elements.text.value = "";
      form.elements.text.focus();
    }
    const notice = came.page?.querySelector(".notice.done");
    if (notice) told.textContent = notice.textContent.trim();
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
  const kept = `trivsel-text-${write.dataset.board}-${seat}`;
  const text = () => write.querySelector("textarea[name=text]");
  if (text() && !text().value.trim()) text().value = sessionStorage.getItem(kept) ?? "";
  write.addEventListener("input", () => sessionStorage.setItem(kept, text()?.value ?? ""));
  document.addEventListener("submit", () => sessionStorage.removeItem(kept));

  window.addEventListener("online", drain);
  document.addEventListener("visibilitychange", () => document.hidden || drain());
  paintWaiting();
  drain();
})();
