// Pictures of every kind of page: light, dark, phone and paper. Four small ones go to docs/pictures, the
// rest to target/pictures. Usage: node pictures.mjs [site folder]
import { execFileSync } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { OUTPUT, ROOT, host, launch, sample } from "./site.mjs";

const OUT = join(ROOT, "target/pictures");
const DOCS = join(ROOT, "docs/pictures");

await rm(OUT, { recursive: true, force: true });
await mkdir(OUT, { recursive: true });
await mkdir(DOCS, { recursive: true });
const site = await host(OUTPUT);
const browser = await launch();

const VIEWS = {
  light: { viewport: { width: 1280, height: 900 }, colorScheme: "light" },
  dark: { viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
  phone: { viewport: { width: 360, height: 740 }, colorScheme: "light", isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  "phone-dark": { viewport: { width: 360, height: 740 }, colorScheme: "dark", isMobile: true, hasTouch: true },
};
const chosen = await sample(OUTPUT);
const name = (page) => page.replace(/\/?index\.html$/, "").replaceAll("/", "-") || "home";

for (const [view, options] of Object.entries(VIEWS)) {
  const context = await browser.newContext(options);
  const tab = await context.newPage();
  for (const { page, first } of chosen) {
    if (!first && view.includes("dark")) continue;
    await tab.goto(site.base + page);
    await tab.screenshot({ path: join(OUT, `${name(page)}.${view}.png`), fullPage: true });
  }
  await context.close();
}

const paper = await browser.newContext({ colorScheme: "dark" });
const tab = await paper.newPage();
for (const { page, first } of chosen.filter(({ first }) => first)) {
  await tab.goto(site.base + page);
  const pdf = join(OUT, `${name(page)}.print.pdf`);
  await tab.pdf({ path: pdf, preferCSSPageSize: true, printBackground: false });
  execFileSync("pdftoppm", ["-r", "70", "-png", pdf, pdf.replace(/\.pdf$/, "")]);
}
await paper.close();

// The four of the README: the first screen or two.
const newest = chosen.find(({ kind }) => kind === "issue").page;
const zone = "khu/lao-cai/index.html";
const SHOWN = [
  ["home", "index.html", { width: 1000, height: 1150 }],
  ["zone", chosen.some(({ page }) => page === zone) ? zone : chosen.find(({ kind }) => kind === "zone").page, { width: 1280, height: 1330 }, "#ket-qua-chi-tieu"],
  ["issue", newest, { width: 1000, height: 1150 }],
];
for (const [shown, page, viewport, place = ""] of SHOWN) {
  const context = await browser.newContext({ viewport, colorScheme: "light" });
  const tab = await context.newPage();
  await tab.goto(site.base + page + place);
  await tab.screenshot({ path: join(DOCS, `${shown}.png`) });
  await context.close();
}

const hand = await browser.newContext({ ...VIEWS.phone });
const screen = await hand.newPage();
await screen.goto(site.base + SHOWN[1][1]);
await screen.screenshot({ path: join(DOCS, "phone.png"), clip: { x: 0, y: 0, width: 360, height: 740 } });
await hand.close();

await browser.close();
site.close();
console.log("pictures of every kind of page: target/pictures; of the README: docs/pictures");
