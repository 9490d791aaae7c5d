// What is kept on the device while somebody answers, so that they can stop and go on: the way in, the token or what is
// needed to fetch it, and the answers so far. Never a time. All of it goes when the answer is in the box. Two people who
// share a device, each with a link or a card of their own, do not see each other's. Those who come by an account have one
// name here for all of them: the page asks before it shows what lies under it. On a shared screen nothing is kept at all.

export class Device {
  #name;
  #isShared;

  constructor(address, isShared) {
    this.#name = `trivsel${address}`;
    this.#isShared = isShared;
  }

  /** What was kept for this way in. Only a code says that it is the same person's. */
  load(way) {
    return this.#read().states[nameOf({ way })] ?? {};
  }

  /** What was kept last, whoever it was. */
  last() {
    const { last, states } = this.#read();
    return states[last] ?? {};
  }

  save(state) {
    const { states } = this.#read();
    const last = nameOf(state);
    this.#write({ last, states: { ...states, [last]: state } });
  }

  forget(state) {
    const { last, states } = this.#read();
    delete states[nameOf(state)];
    this.#write({ last: last in states ? last : Object.keys(states)[0], states });
  }

  #read() {
    if (this.#isShared) return { states: {} };
    try {
      return JSON.parse(localStorage.getItem(this.#name)) ?? { states: {} };
    } catch {
      return { states: {} }; // storage is refused
    }
  }

  #write(kept) {
    if (this.#isShared) return;
    try {
      if (Object.keys(kept.states).length) localStorage.setItem(this.#name, JSON.stringify(kept));
      else localStorage.removeItem(this.#name);
    } catch {
      // Storage is refused or full: the answers live as long as the page is open.
    }
  }
}

function nameOf({ way }) {
  return way.code ?? way.kind;
}
