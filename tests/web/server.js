// A static server that sends what GitHub Pages sends: gzip, types by extension, ten minutes of cache, 404.html.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

/** The address that the site under test was built for. */
export const BASE = process.env.FIXBOOK_BASE;

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/**
 * Serves `folder`, at first the built site, at the address it was built for, until the returned function is called.
 * `watch` sees every path that is asked for, with the bytes of the answer.
 */
export async function serve({ folder = process.env.FIXBOOK_BUILT, base = BASE, watch = () => {} } = {}) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    const send = (status, name, bytes) => {
      const packed = gzipSync(bytes);
      watch(request.url, packed.length);
      response.writeHead(status, {
        "content-type": TYPES[extname(name)] ?? "text/plain; charset=utf-8",
        "content-encoding": "gzip",
        "cache-control": "max-age=600",
        "access-control-allow-origin": "*",
      });
      response.end(packed);
    };
    try {
      send(200, file, await readFile(file));
    } catch {
      send(404, "404.html", await readFile(join(folder, "kb/404.html")));
    }
  });
  await new Promise((ready) => server.listen(Number(new URL(base).port), "127.0.0.1", ready));
  return () => new Promise((done) => {
    server.close(done);
    server.closeAllConnections();
  });
}
