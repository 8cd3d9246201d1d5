// What a reader's first visit to a page costs: everything that the browser asks for, as a web host sends it.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const MOST = 60 * 1024; // bytes of a page with all that it needs, compressed
// Of a whole issue in one document, which somebody prints or files. Without the font of the site it would stay
// below the limit of pages, and break its lines and pages otherwise on every machine.
const WHOLE = 70 * 1024;
const PACKED = /\.(woff2|png)$/; // a host compresses these no further

/**
 * A page of each kind in a browser that has seen nothing yet asks for nothing twice; every page stays below
 * the limit, with what the one of its kind asked for.
 */
export async function weighing({ browser, web, folder, all, chosen, expect }) {
  const sizes = new Map();
  const size = async (path) => {
    if (!sizes.has(path)) {
      const bytes = await readFile(join(folder, path));
      sizes.set(path, PACKED.test(path) ? bytes.length : gzipSync(bytes).length);
    }
    return sizes.get(path);
  };
  // An issue and its document stand in one folder, and ask for different things.
  const kind = (address) => address.replace(/[^/]+\/(index|toan-van)\.html$/, "$1");
  const needs = new Map();
  for (const { page: address } of chosen) {
    if (needs.has(kind(address))) continue;
    const context = await browser.newContext();
    const page = await context.newPage();
    const asked = [];
    page.on("request", (request) => asked.push(decodeURIComponent(new URL(request.url()).pathname.slice(1))));
    await page.goto(web.base + address);
    await page.evaluate(() => document.fonts.ready.then(() => true));
    await context.close();
    const once = [...new Set(asked)];
    expect("asks for nothing twice", address, once.filter((path) => asked.filter((one) => one === path).length > 1));
    needs.set(kind(address), once.filter((path) => path !== address));
  }
  let heaviest = { bytes: 0 };
  for (const address of all) {
    const parts = await Promise.all([address, ...(needs.get(kind(address)) ?? [])].map(async (path) => [path, await size(path)]));
    const bytes = parts.reduce((sum, [, one]) => sum + one, 0);
    if (bytes > heaviest.bytes) heaviest = { bytes, address };
    const told = parts.map(([path, one]) => `${path} ${(one / 1024).toFixed(1)}`).join(", ");
    const limit = address.endsWith("/toan-van.html") ? WHOLE : MOST;
    expect("weight of a first visit", address, bytes < limit ? [] : [`${(bytes / 1024).toFixed(1)} KiB of ${limit / 1024}: ${told}`]);
  }
  console.log(`heaviest page: ${heaviest.address}, ${(heaviest.bytes / 1024).toFixed(1)} KiB`);
}
