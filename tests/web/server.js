// A static server that sends what GitHub Pages sends: gzip, types by extension, 404.html.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".xml": "application/xml",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** Serves `folder` on `port` until the returned function is called. */
export async function serve(folder, port) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://x").pathname));
    const file = join(folder, path.endsWith("/") ? `${path}index.html` : path);
    const send = (status, name, bytes) => {
      const type = TYPES[extname(name)] ?? "text/plain; charset=utf-8";
      response.writeHead(status, { "content-type": type, "content-encoding": "gzip" });
      response.end(gzipSync(bytes));
    };
    try {
      send(200, file, await readFile(file));
    } catch {
      send(404, "404.html", await readFile(join(folder, "kb/404.html")));
    }
  });
  await new Promise((ready) => server.listen(port, "127.0.0.1", ready));
  return () => new Promise((done) => server.close(done));
}
