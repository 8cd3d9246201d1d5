// The built site as a reader gets it: its pages by kind, a copy in an awkward folder, a plain web server,
// and the Chromium that opens them.
import { cp, mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { existsSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { extname, join, normalize, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const OUTPUT = process.argv[2] ?? join(ROOT, "output");

/** Every page of the built site, as addresses relative to its folder, in order. */
export async function pages(folder) {
  const files = await readdir(folder, { recursive: true });
  return files
    .map((file) => file.split(sep).join("/"))
    .filter((file) => file.endsWith(".html"))
    .sort();
}

/** Some pages of every kind: all where there are few of a kind; the heaviest and the lightest where many. */
export async function sample(folder) {
  const all = await pages(folder);
  const under = (prefix) => all.filter((page) => page.startsWith(prefix));
  const bySize = async (list) => {
    const sizes = await Promise.all(list.map(async (page) => (await stat(join(folder, page))).size));
    return list.map((page, at) => [sizes[at], page]).sort((a, b) => b[0] - a[0]).map(([, page]) => page);
  };
  const ends = (list, first, last) => [...new Set([...list.slice(0, first), ...list.slice(list.length - last)])];
  const kinds = {
    home: ["index.html"],
    issue: ends(under("ban-tin/").reverse(), 1, 1),
    zone: under("khu/").slice(0, 40),
    indicator: ends(await bySize(under("chi-tieu/")), 3, 1),
    term: under("nhiem-ky/").slice(0, 20),
    sources: ["nguon/index.html"],
    method: ["phuong-phap/index.html"],
    data: ["du-lieu/index.html"],
    search: ["tim-kiem/index.html"],
    lost: ["404.html"],
  };
  return Object.entries(kinds).flatMap(([kind, list]) => list.map((page, at) => ({ kind, page, first: at === 0 })));
}

/** The site copied into a folder whose name has spaces and Vietnamese letters, as a USB stick may have it. */
export async function awkwardCopy(folder) {
  const parent = await mkdtemp(join(tmpdir(), "bantin-"));
  const copy = join(parent, "Bản tin của Đảng ủy (số 1)");
  await cp(folder, copy, { recursive: true });
  return { base: pathToFileURL(copy).href + "/", close: () => rm(parent, { recursive: true }) };
}

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
  ".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png", ".csv": "text/csv; charset=utf-8",
  ".json": "application/json", ".txt": "text/plain; charset=utf-8", ".xml": "application/xml",
};

/** A web host without any settings, on this machine alone: files as they are, 404 for the rest. */
export async function host(folder) {
  const server = createServer(async (request, response) => {
    // Of a page without a mark, like the lost one, the browser asks the host for one.
    if (request.url === "/favicon.ico") return response.writeHead(204).end();
    const path = normalize(decodeURIComponent(new URL(request.url, "http://site").pathname));
    const file = join(folder, path);
    if (relative(folder, file).startsWith("..")) return response.writeHead(404).end();
    try {
      const body = await readFile(file);
      response.writeHead(200, { "content-type": TYPES[extname(file)] ?? "application/octet-stream" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return { base: `http://127.0.0.1:${server.address().port}/`, close: () => server.close() };
}

/** The Chromium of this machine; the tests never download one. */
export async function launch() {
  const places = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
  const executablePath = places.find((place) => place && existsSync(place));
  if (!executablePath) throw new Error("no Chromium found: install the package chromium, or set CHROMIUM to its path");
  return chromium.launch({
    executablePath,
    args: ["--font-render-hinting=none", ...(process.getuid?.() === 0 ? ["--no-sandbox"] : [])],
  });
}
