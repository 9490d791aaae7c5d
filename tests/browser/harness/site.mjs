// A site of a few pages served by the test itself: the checks and the scripts are tried on pages with known faults.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ASSETS = fileURLToPath(new URL("../../../crates/trivsel-web/assets/", import.meta.url));
const TYPES = { ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2" };
const POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'";

/** A sound page in the frame of the product; `body` goes into main. */
export function pageOf(body, { language = "da", title = "Prøve – Trivsel", scripts = [] } = {}) {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/assets/favicon.svg">
<link rel="stylesheet" href="/assets/fonts.css">
<link rel="stylesheet" href="/assets/tokens.css">
<link rel="stylesheet" href="/assets/base.css">
${scripts.map((name) => `<script src="/assets/${name}" defer></script>`).join("\n")}
</head>
<body><main class="wrap">${body}</main></body>
</html>`;
}

/** Serves `pages` (path to HTML, or to a function of the request) and the product's own assets. */
export async function serve(pages) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, "http://local");
    asked.push(request.url);
    response.setHeader("content-security-policy", POLICY);
    if (pathname.startsWith("/assets/")) {
      const file = path.join(ASSETS, path.normalize(pathname.slice("/assets".length)));
      const bytes = await readFile(file).catch(() => null);
      response.writeHead(bytes ? 200 : 404, { "content-type": TYPES[path.extname(file)] ?? "text/plain" });
      response.end(bytes ?? "");
      return;
    }
    const page = pages[pathname];
    const body = typeof page === "function" ? page(request) : page;
    const type = pathname.endsWith(".csv") ? "text/csv" : "text/html; charset=utf-8";
    response.writeHead(body === undefined ? 404 : 200, { "content-type": type });
    response.end(body ?? pageOf("<h1>Siden findes ikke</h1>"));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${server.address().port}`;
  return { address, asked, close: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }) };
}
