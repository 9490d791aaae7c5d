// Talking with the server: no cookie, no referrer, nothing but what stands in the body.

/** The server understood and said no. */
export class Refused extends Error {
  constructor(status, { code = "", message = "", fields = [] } = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.fields = fields;
  }
}

/** No connection, or the server is too busy: worth another try. */
export class Unreachable extends Error {}

const BARE = { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store" };

/** Sends JSON; gives the JSON that comes back, or `null`. Only `asAccount` lets the session's cookie go along. */
export async function post(address, body, { asAccount = false } = {}) {
  const response = await reach(`${address}?lang=${document.documentElement.lang}`, {
    ...BARE,
    credentials: asAccount ? "same-origin" : "omit",
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  const told = text.startsWith("{") ? JSON.parse(text) : null;
  if (!response.ok) throw new Refused(response.status, told?.error);
  return told;
}

/** The bytes at an address. */
export async function bytesOf(address) {
  const response = await reach(address, BARE);
  if (!response.ok) throw new Refused(response.status);
  return new Uint8Array(await response.arrayBuffer());
}

async function reach(address, options) {
  let response;
  try {
    response = await fetch(address, options);
  } catch (error) {
    throw new Unreachable("no connection", { cause: error });
  }
  if (response.status === 429 || response.status >= 500) throw new Unreachable(`status ${response.status}`);
  return response;
}
