// Opens the built site in Chromium, from a folder and from a web host, and checks what a reader would meet.
// Usage: node check.mjs [site folder [first words of steps]]: all steps unless some are named. Ends with "N passed, M failed" and with 1 where something failed.
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import AxeBuilder from "@axe-core/playwright";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { copying } from "./copy.mjs";
import { figures, focus, layout, links, unreadable } from "./inside.mjs";
import { search } from "./search.mjs";
import { weighing } from "./weight.mjs";
import { OUTPUT, ROOT, awkwardCopy, host, launch, pages, sample } from "./site.mjs";

const WIDTHS = [320, 360, 760, 1280];
const ONLY = process.argv.slice(3);
const SHOWN = 5; // of each kind of failure; the rest is counted

const all = await pages(OUTPUT);
if (!all.includes("index.html")) throw new Error(`no built site in ${OUTPUT}: run "cargo run --release -- build" first`);
const chosen = await sample(OUTPUT);
const browser = await launch();
const stick = await awkwardCopy(OUTPUT);
const web = await host(OUTPUT);
const work = await mkdtemp(join(tmpdir(), "bantin-print-"));

const anchors = new Map(); // of every page
let passed = 0;
const failures = new Map();
const expect = (what, where, problems) => {
  if (problems.length === 0) return void passed++;
  failures.set(what, [...(failures.get(what) ?? []), ...problems.map((problem) => `${where}: ${problem}`)]);
};

try {
  await step("markup", markup);
  await step("every page and link, from a web host", everyPage);
  await step("weight", () => weighing({ browser, web, folder: OUTPUT, all, chosen, expect }));
  await step("layout, from a folder", shapes);
  await step("access", access);
  await step("keyboard", keyboard);
  await step("search", () => search({ tab, expect, bases: [stick.base, web.base], folder: OUTPUT, anchors }));
  await step("without JavaScript", withoutScript);
  await step("copying tables", () => copying({ browser, stick, web, chosen, expect }));
  await step("paper", paper);
  await step("the review sheet", reviewSheet);
} finally {
  await browser.close();
  await stick.close();
  web.close();
  await rm(work, { recursive: true });
}

let failed = 0;
for (const [what, list] of failures) {
  failed += list.length;
  console.log(`\n${what}: ${list.length} failed`);
  for (const line of list.slice(0, SHOWN)) console.log(`  ${line}`);
  if (list.length > SHOWN) console.log(`  … and ${list.length - SHOWN} more`);
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;

async function step(name, run) {
  if (ONLY.length && !ONLY.some((word) => name.startsWith(word))) return;
  const start = performance.now();
  await run();
  console.log(`${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
}

/** A tab that notes everything the page asks for and complains of. */
async function tab(base, options = {}) {
  const context = await browser.newContext({ bypassCSP: false, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  let problems = [];
  page.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(base)) problems.push(`asks for ${url}`);
  });
  // A request is given up, not refused, when the tab moves on before it has come.
  page.on("requestfailed", (request) => {
    if (request.failure()?.errorText !== "net::ERR_ABORTED") problems.push(`could not load ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} for ${response.url()}`);
  });
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(`console: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`script error: ${error.message}`));
  return {
    page,
    open: async (address) => {
      problems = [];
      await page.goto(base + address);
      await page.evaluate(() => document.fonts.ready.then(() => true));
      expect("nothing foreign, nothing missing, no complaint", `${base.slice(0, 4)} ${address}`, [...new Set(problems)]);
    },
    complaints: () => [...new Set(problems)],
    close: () => context.close(),
  };
}

/** The HTML of every page conforms. */
async function markup() {
  const { reasons, ...rules } = JSON.parse(await readFile(new URL(".htmlvalidate.json", import.meta.url), "utf8"));
  const validator = new HtmlValidate(new StaticConfigLoader(rules));
  for (const page of all) {
    const report = await validator.validateFile(join(OUTPUT, page));
    const problems = report.results.flatMap(({ messages }) => messages).map(({ line, ruleId, message }) => `line ${line}: ${message} (${ruleId})`);
    expect("html-validate", page, problems);
  }
}

/** Every page loads from a web host, and every link of it leads to a file and an anchor that exist. */
async function everyPage() {
  const asked = [];
  const { page, open, close } = await tab(web.base);
  for (const address of all) {
    await open(address);
    const { targets, links: found, doubled } = await page.evaluate(links);
    anchors.set(address, new Set(targets));
    expect("ids are there once", address, doubled);
    asked.push(...found.map((link) => [address, link]));
  }
  await close();
  const files = new Map();
  const lost = new Map(all.map((address) => [address, []]));
  for (const [address, link] of asked) {
    if (/^(https?|mailto|tel):/.test(link)) continue;
    const url = new URL(link, web.base + address);
    const target = decodeURIComponent(url.href.slice(web.base.length).split("#")[0]);
    if (!files.has(target)) files.set(target, (await fetch(web.base + target, { method: "GET" })).ok);
    if (!files.get(target) || link.endsWith("/")) lost.get(address).push(`no file for ${link}`);
    else if (url.hash && !anchors.get(target)?.has(decodeURIComponent(url.hash.slice(1)))) lost.get(address).push(`no anchor for ${link}`);
  }
  for (const [address, problems] of lost) expect("links lead somewhere", address, problems);
}

/** Nothing overlaps, is clipped or scrolls sideways, at every width, with larger text, and on paper. */
async function shapes() {
  const { page, open, close } = await tab(stick.base, { viewport: { width: WIDTHS[0], height: 900 }, bypassCSP: true });
  const measure = async (address, what) => expect(`layout ${what}`, address, await page.evaluate(layout));
  for (const { page: address } of chosen) {
    await page.setViewportSize({ width: WIDTHS[0], height: 900 });
    await open(address);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await measure(address, `at ${width} px`);
    }
    await page.setViewportSize({ width: 360, height: 900 });
    const larger = await page.addStyleTag({ content: "html { font-size: calc(17px * 1.3) !important }" });
    await measure(address, "at 360 px with 130 % text");
    await larger.evaluate((style) => style.remove());
    // A4 less its margins, in CSS pixels.
    await page.setViewportSize({ width: 623, height: 900 });
    await page.emulateMedia({ media: "print" });
    await measure(address, "on paper");
    await page.emulateMedia({ media: null });
  }
  await close();
}

/** axe-core finds nothing in light, dark and forced colours, wide and narrow; dark is dark, paper is not. */
async function access() {
  const looks = [
    { name: "light, 1280 px", size: 1280, media: { colorScheme: "light" }, every: true },
    { name: "dark, 360 px", size: 360, media: { colorScheme: "dark" }, every: false },
    { name: "dark, 1280 px", size: 1280, media: { colorScheme: "dark" }, every: false },
    { name: "forced colours, 1280 px", size: 1280, media: { colorScheme: "light", forcedColors: "active" }, every: false },
  ];
  await Promise.all([0, 1].map(async (half) => {
    const { page, open, close } = await tab(web.base, { bypassCSP: true });
    for (const { page: address, first } of chosen.filter((_, at) => at % 2 === half)) {
      await open(address);
      for (const { name, size, media, every } of looks) {
        if (!every && !first) continue;
        await page.setViewportSize({ width: size, height: 900 });
        await page.emulateMedia({ colorScheme: "light", forcedColors: "none", ...media });
        const { violations } = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
          .options({ resultTypes: ["violations"] })
          .setLegacyMode()
          .analyze();
        expect(`axe-core, ${name}`, address, violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 120)}`)));
      }
      if (!first) continue;
      const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      await page.emulateMedia({ colorScheme: "dark", forcedColors: "none" });
      const dark = await ground();
      await page.emulateMedia({ colorScheme: "dark", media: "print" });
      const printed = await ground();
      await page.emulateMedia({ media: null });
      expect("dark on the screen, never on paper", address, dark !== printed && printed === "rgb(255, 255, 255)" ? [] : [`screen ${dark}, paper ${printed}`]);
    }
    await close();
  }));
}

/** The first stop is the way past the menu, it works, and each stop can be seen. */
async function keyboard() {
  const { page, open, close } = await tab(stick.base, { viewport: { width: 1280, height: 900 } });
  for (const { page: address } of chosen.filter(({ first, kind }) => first && kind !== "lost")) {
    await open(address);
    await page.keyboard.press("Tab");
    const start = await page.evaluate(focus);
    expect("keyboard: the skip link comes first and shows", address, start.skip && start.inView && start.ring ? [] : [`first stop is ${start.name}`]);
    await page.keyboard.press("Enter");
    const arrived = await page.evaluate(focus);
    expect("keyboard: the skip link leads to the content", address, arrived.main ? [] : [`leads to ${arrived.name}`]);
    await page.goto(stick.base + address);
    const unseen = [];
    for (let stop = 0; stop < 40; stop++) {
      await page.keyboard.press("Tab");
      const at = await page.evaluate(focus);
      if (at.body) break;
      if (!at.ring || !at.inView) unseen.push(`${at.name} ${at.ring ? "is out of view" : "shows no focus"}`);
    }
    expect("keyboard: the focus can be seen", address, unseen);
  }
  await close();
}

/** With scripts switched off, no figure, chart or source is lost. */
async function withoutScript() {
  const off = await tab(stick.base, { javaScriptEnabled: false, viewport: { width: 360, height: 900 } });
  const on = await tab(stick.base, { viewport: { width: 360, height: 900 } });
  for (const { page: address } of chosen) {
    await Promise.all([off.open(address), on.open(address)]);
    expect("without JavaScript: figures, charts and sources show", address, await off.page.evaluate(unreadable));
    const [without, have] = await Promise.all([off, on].map(({ page }) => page.evaluate(figures)));
    expect("without JavaScript: no figure is lost", address, have.numbers.filter((number) => !without.numbers.includes(number)));
    expect("figures are on the page", address, /^(khu|ban-tin)\//.test(address) && have.numbers.length < 5 ? [`${have.numbers.length} figures`] : []);
  }
  await off.close();
  await on.close();
}

/** Printing gives A4 pages that hold every figure, and heads of tables that repeat. */
async function paper() {
  let crossed = 0;
  const { page, open, close } = await tab(web.base, { colorScheme: "dark", viewport: { width: 1280, height: 900 } });
  for (const { page: address, first, kind } of chosen) {
    if (!first) continue;
    await open(address);
    await page.emulateMedia({ media: "print" });
    const { numbers, heads, headless } = await page.evaluate(figures);
    await page.emulateMedia({ media: null });
    const pdf = join(work, "page.pdf");
    await page.pdf({ path: pdf, preferCSSPageSize: true });
    const info = execFileSync("pdfinfo", [pdf], { encoding: "utf8" });
    const words = (order) => execFileSync("pdftotext", [order, pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 26 }).normalize("NFC");
    // In reading order a cell of two lines stays together; in page order a line does.
    const reading = words("-raw").replace(/\s+/g, "");
    const flat = reading + words("-layout").replace(/\s+/g, "");
    const sheets = Number(/^Pages:\s+(\d+)/m.exec(info)?.[1] ?? 0);
    expect("paper: A4", address, sheets > 0 && /^Page size:\s+59[45]\S* x 84[12]/m.test(info) ? [] : [`${sheets} pages, ${/^Page size:.*/m.exec(info)?.[0]}`]);
    expect("paper: every figure is printed", address, numbers.filter((number) => !flat.includes(number.replace(/\s+/g, ""))).map((number) => `“${number}” is not in the PDF`));
    expect("paper: heads of long tables can repeat", address, headless);
    // Where a table of figures crosses a page, its head stands there once more.
    const repeated = reading.split("Loạisốliệu").length - 1;
    if (kind === "zone" || kind === "issue") {
      expect("paper: no head is lost", address, repeated >= heads ? [] : [`${repeated} heads for ${heads} tables on ${sheets} pages`]);
      crossed += repeated - heads;
    }
  }
  expect("paper: heads repeat", "zones and issues", crossed > 0 ? [] : ["no head of a table stands on a second page"]);
  await close();
}

/** The sheet that `bantin review` makes stands alone: one file, any width, any colours, A4. */
async function reviewSheet() {
  const folder = join(ROOT, "target");
  const name = "phieu-duyet.html";
  const { reasons, ...rules } = JSON.parse(await readFile(new URL(".htmlvalidate.json", import.meta.url), "utf8"));
  const report = await new HtmlValidate(new StaticConfigLoader(rules)).validateFile(join(folder, name));
  expect("html-validate", name, report.results.flatMap(({ messages }) => messages).map(({ line, ruleId, message }) => `line ${line}: ${message} (${ruleId})`));
  for (const colorScheme of ["light", "dark"]) {
    const { page, open, close } = await tab(pathToFileURL(folder).href + "/", { colorScheme });
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      await open(name);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect("review sheet: nothing scrolls sideways", `${width} px`, over > 0 ? [`${over} px too wide`] : []);
    }
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect("review sheet: axe", colorScheme, violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`));
    const pdf = join(work, "sheet.pdf");
    await page.pdf({ path: pdf, preferCSSPageSize: true });
    const text = execFileSync("pdftotext", ["-layout", pdf, "-"], { encoding: "utf8" }).normalize("NFC");
    expect("review sheet: printed whole", colorScheme, text.includes("Người duyệt, ngày") ? [] : ["the last line is missing"]);
    await close();
  }
}
