// Keeps parts of a page new while it is open: those that say by data-live what they are about, and by data-live-at how far that had come.
// Without this script a page is as new as when it was loaded.
(() => {
  const parts = [...document.querySelectorAll("[data-live]")];
  const topics = [...new Set(parts.map((part) => part.dataset.live))];
  if (topics.length === 0) return;
  const heard = topics.map((topic) => parts.find((part) => part.dataset.live === topic).dataset.liveAt);

  const GATHER = 80; // a burst of notes is one page
  const POLL_EVERY = 3000; // where a proxy holds streams back
  const HELLO_WITHIN = 6000; // a stream that says nothing for so long is held back
  const SILENT_AFTER = 40000; // it beats every 15 seconds
  const TRY_AGAIN_AFTER = 100; // polls, five minutes: the proxy may be gone

  let source = null;
  let lastHeard = 0;
  let watch = 0;
  let polls = 0;
  let isOver = false;

  const from = document.documentElement.dataset.liveFrom ?? "/live";
  const address = (more) => from + "?" + topics.map((topic, at) => `on=${encodeURIComponent(`${topic}@${heard[at]}`)}`).join("&") + more;

  // Where a button stands that has no id: in which note, and what it says.
  const spotOf = (element) => ({
    note: element.closest("[data-note]")?.dataset.note,
    name: element.getAttribute("name"),
    words: element.textContent.trim(),
  });
  const sameIn = (part, { note, name, words }) => {
    const within = note ? part.querySelector(`[data-note="${CSS.escape(note)}"]`) : part;
    const buttons = [...(within?.querySelectorAll("button") ?? [])].filter((one) => one.getAttribute("name") === name);
    return buttons.find((one) => one.textContent.trim() === words) ?? (note ? buttons[0] : null);
  };

  // The new part takes the old one's place in the page. What is read aloud when it changes must stay the same element. What somebody has
  // opened stays open, what they have typed stays typed, and the focus stays where it was.
  const put = (part) => {
    const old = part.id && document.getElementById(part.id);
    if (!old) return;
    const open = [...old.querySelectorAll("details[id][open]")].map((one) => one.id);
    const typed = [...old.querySelectorAll("textarea[id], input[type=text][id]")].filter((one) => one.value !== one.defaultValue);
    const focus = old.contains(document.activeElement) ? document.activeElement : null;
    const place = focus && (focus.id || focus.closest("[id]")?.id);
    const spot = focus && spotOf(focus);
    for (const { name, value } of part.attributes) old.setAttribute(name, value);
    old.replaceChildren(...part.childNodes);
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    for (const { id, value } of typed) {
      const field = document.getElementById(id);
      if (field) field.value = value;
    }
    const again = place && old.contains(document.getElementById(place)) && document.getElementById(place);
    const next = (again?.matches("details") ? again.querySelector("summary") : again) ?? null;
    if (next !== document.activeElement) next?.focus();
    // A button without an id of its own: the one that says the same in the same note, or what is left of its form.
    if (focus && !old.contains(document.activeElement)) sameIn(old, spot)?.focus();
  };

  const topicsOf = (page) => [...new Set([...page.querySelectorAll("[data-live]")].map((part) => part.dataset.live))].sort().join();

  // For a script that has the page already: what came back after something was sent.
  window.trivselPut = (page, ids) => {
    if (page.querySelector("[data-live]") && topicsOf(page) !== topicsOf(document)) return reload();
    for (const id of ids) {
      const part = page.getElementById(id);
      if (part) put(part);
    }
  };

  const reload = () => {
    isOver = true;
    window.location.reload();
  };

  // How far a topic was told of, by those that are to be fetched.
  const asked = new Map();
  let isFetching = false;
  const isBehind = (at, told) => {
    const [epoch, number] = at.split(".");
    const [toldEpoch, toldNumber] = told.split(".");
    return epoch !== toldEpoch || Number(number) < Number(toldNumber);
  };
  const partsOf = (topic) => [...document.querySelectorAll(`[data-live="${CSS.escape(topic)}"]`)];

  // What is told within a moment, or while the page is on its way, is fetched once for all of it. What the page shows already, as an answer
  // to something that was sent from here, is not fetched at all.
  const fetchOwn = async (topic, told) => {
    asked.set(topic, told);
    if (isFetching) return;
    isFetching = true;
    while (asked.size > 0 && !isOver) {
      await new Promise((resolve) => setTimeout(resolve, GATHER));
      const wanted = [...asked].filter(([of, to]) => !to || partsOf(of).some((part) => isBehind(part.dataset.liveAt, to)));
      asked.clear();
      if (wanted.length > 0) await fetchParts(wanted.map(([of]) => of));
    }
    isFetching = false;
  };

  const fetchParts = async (wanted) => {
    const answer = await fetch(window.location.href, { headers: { accept: "text/html" } }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    // It is about something else now: another board, say.
    if (topicsOf(page) !== topicsOf(document)) return reload();
    for (const old of wanted.flatMap(partsOf)) {
      const part = page.getElementById(old.id);
      if (!part || !part.dataset.live) return reload();
      put(part);
    }
  };

  const hear = ({ name, data, id }) => {
    lastHeard = Date.now();
    if (name === "news") {
      const template = document.createElement("template");
      template.innerHTML = data;
      for (const part of [...template.content.children]) put(part);
    }
    const numbers = id ? id.split("_") : [];
    if (name === "fetch") fetchOwn(data, numbers[topics.indexOf(data)]);
    if (name === "reload") reload();
    if (name === "over") stop();
    if (numbers.length === heard.length) heard.splice(0, heard.length, ...numbers);
  };

  const close = () => {
    clearTimeout(watch);
    if (source) source.close();
    source = null;
  };

  const stop = () => {
    isOver = true;
    close();
  };

  const listen = () => {
    if (isOver) return;
    close();
    const stream = new EventSource(address(""));
    source = stream;
    let hasSaidHello = false;
    for (const name of ["hello", "beat", "news", "fetch", "reload", "over"]) {
      stream.addEventListener(name, (event) => {
        hasSaidHello = true;
        hear({ name, data: event.data, id: event.lastEventId });
      });
    }
    // A browser comes back by itself after a line that was cut, and not after an answer it cannot use.
    stream.addEventListener("error", () => {
      if (stream.readyState === EventSource.CLOSED && source === stream) poll();
    });
    const look = () => {
      if (source !== stream) return;
      if (!hasSaidHello && stream.readyState === EventSource.OPEN) return poll();
      if (hasSaidHello && Date.now() - lastHeard > SILENT_AFTER) return listen();
      watch = setTimeout(look, HELLO_WITHIN);
    };
    watch = setTimeout(look, HELLO_WITHIN);
  };

  // The same events, a text at a time.
  const read = (text) => {
    for (const frame of text.split("\n\n")) {
      const event = { name: "", data: [], id: "" };
      for (const line of frame.split("\n")) {
        const [, field, value] = /^(id|event|data): ?(.*)$/.exec(line) ?? [];
        if (field === "id") event.id = value;
        if (field === "event") event.name = value;
        if (field === "data") event.data.push(value);
      }
      if (event.name) hear({ ...event, data: event.data.join("\n") });
    }
  };

  const poll = () => {
    close();
    polls = 0;
    const again = async () => {
      if (isOver || source) return;
      if (!document.hidden) {
        const answer = await fetch(address("&once=1"), { headers: { accept: "text/event-stream" } }).catch(() => null);
        if (answer && (answer.redirected || [401, 403, 404].includes(answer.status))) return stop();
        if (answer && answer.ok) read(await answer.text());
        polls += 1;
      }
      if (polls >= TRY_AGAIN_AFTER) return listen();
      setTimeout(again, POLL_EVERY);
    };
    again();
  };

  // A telephone that slept has lost its line without being told.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && source && Date.now() - lastHeard > SILENT_AFTER) listen();
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && !source) listen();
  });

  listen();
})();
