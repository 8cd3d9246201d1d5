// The search as a reader meets it: the same answers from a folder and from a web host, by keyboard, and
// whatever stands in the address.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { ROOT } from "./site.mjs";
import { focus, layout } from "./inside.mjs";

const PAGE = "tim-kiem/index.html";

/** Checks the search of the built site; `tab` and `expect` are those of check.mjs. */
export async function search({ tab, expect, bases, folder, anchors }) {
  const answers = [];
  for (const base of bases) {
    const { page, open, close, complaints } = await tab(base, { viewport: { width: 1280, height: 900 }, bypassCSP: false });
    const at = (what) => `${base.slice(0, 4)} ${what}`;
    await open(PAGE);
    expect("search: nothing is loaded before it is used", at(PAGE), await page.evaluate(() => [...document.scripts].map(({ src }) => src).filter((src) => !src.endsWith("/static/search.js"))));
    const given = new Map();
    const ask = async (text) => given.set(text, await answer(page, text)).get(text);
    await spellings(ask, expect, at);
    await kinds(ask, expect, at, { page, anchors });
    await hostile(page, expect, at, base);
    await keyboard(page, expect, at, base);
    expect("search: nothing foreign, nothing missing, no complaint", at(PAGE), complaints());
    answers.push(given);
    await close();
  }
  for (const [text, { titles }] of answers[0]) {
    const other = answers[1].get(text).titles;
    expect("search: the same answer from a folder and from a host", text, titles.join() === other.join() ? [] : [`${titles.length} and ${other.length} results`]);
  }
  await looks(tab, expect, bases[1]);
  await letters(tab, expect, bases[0], folder);
}

/** Types a question and returns what is found, the best first. */
async function answer(page, text) {
  await page.fill("#tim", "");
  await page.waitForFunction(() => document.getElementById("so-ket-qua").textContent === "");
  await page.fill("#tim", text);
  await page.waitForFunction(() => document.getElementById("so-ket-qua").textContent !== "");
  return page.evaluate(() => {
    const rows = [...document.querySelectorAll("#ket-qua .found > li")];
    const part = (row, name) => row.querySelector(name)?.textContent ?? "";
    return {
      count: Number(/^[\d.]+/.exec(document.getElementById("so-ket-qua").textContent)?.[0].replaceAll(".", "") ?? 0),
      status: document.getElementById("so-ket-qua").textContent,
      titles: rows.map((row) => part(row, "a")),
      kinds: rows.map((row) => part(row, ".found-kind")),
      links: rows.map((row) => row.querySelector("a").getAttribute("href")),
      figures: rows.map((row) => part(row, ".found-figure")),
      texts: rows.map((row) => row.textContent),
      marks: [...document.querySelectorAll("#ket-qua mark")].map((mark) => mark.textContent),
    };
  });
}

/** Marks or none, capitals, NFC or NFD, old or new tone placement, abbreviations: what must give the same. */
async function spellings(ask, expect, at) {
  const members = await ask("đảng viên");
  expect("search: finds with marks", at("đảng viên"), members.titles[0] === "Đảng viên" && members.count > 10 ? [] : [`${members.count}, first ${members.titles[0]}`]);
  for (const text of ["ĐẢNG VIÊN", "đảng viên".normalize("NFD"), "Đảng Viên".normalize("NFD")]) {
    const { titles, count } = await ask(text);
    expect("search: capitals and NFD give the same", at(text), titles.join() === members.titles.join() && count === members.count ? [] : [`${count} and ${members.count} results`]);
  }
  const bare = await ask("dang vien");
  expect("search: finds without marks", at("dang vien"), bare.titles[0] === "Đảng viên" && bare.count >= members.count ? [] : [`${bare.count}, first ${bare.titles[0]}`]);
  expect("search: marks what it found", at("dang vien"), bare.marks.some((mark) => mark === "Đảng viên") ? [] : [bare.marks.slice(0, 5).join()]);
  for (const [old, fresh] of [["hòa", "hoà"], ["ủy", "uỷ"], ["thúy", "thuý"], ["đảng ủy", "đảng uỷ"]]) {
    const [one, two] = [await ask(old), await ask(fresh)];
    expect("search: tone placement does not matter", at(`${old}, ${fresh}`), one.titles.join() === two.titles.join() && one.count === two.count ? [] : [`${one.count} and ${two.count} results`]);
  }
  expect("search: tone placement is found", at("uỷ"), (await ask("uỷ")).texts.some((text) => /[Đđ]ảng ủy/.test(text)) ? [] : ["no Đảng ủy"]);
  // The first results have the marks that were typed; those without them come after.
  const exact = await ask("ủy");
  const has = exact.texts.map((text) => /ủy/i.test(text.normalize("NFC")));
  expect("search: exact marks first", at("ủy"), has[0] && !has.some((one, n) => one && n > 0 && !has[n - 1]) ? [] : [has.map(Number).join("")]);
  const party = await ask("đang");
  const first = party.texts.findIndex((text) => !/đang/i.test(text));
  const later = party.texts.slice(first).some((text) => /(^|[^\p{L}])đang([^\p{L}]|$)/iu.test(text));
  expect("search: “đang” comes before “Đảng”", at("đang"), /đang/i.test(party.texts[0]) && first > 0 && !later ? [] : [`first ${party.texts[0]}`]);
  for (const [short, long] of [["KCN", "khu công nghiệp"], ["KKT", "khu kinh tế"], ["CĐCS", "công đoàn cơ sở"], ["LĐLĐ", "liên đoàn lao động"], ["cdcs", "công đoàn cơ sở"]]) {
    const [one, two] = [await ask(short), await ask(long)];
    const lost = one.links.filter((link, n) => n < 10 && !two.links.includes(link));
    const phrase = one.texts.some((text) => text.toLowerCase().includes(long));
    expect("search: abbreviation and phrase find each other", at(`${short}, ${long}`), one.count && two.count >= one.count && phrase && !lost.length ? [] : [`${one.count} and ${two.count} results, lost ${lost}`]);
  }
  const written = await ask("liên đoàn lao động");
  const named = await ask("LĐLĐ tỉnh tổ chức hội thảo");
  expect("search: the abbreviation as it is written is found too", at("LĐLĐ"), named.titles.some((title) => title.startsWith("LĐLĐ tỉnh")) && written.count ? [] : [named.titles.slice(0, 3).join()]);
  const none = await ask("xyzzy qwfp");
  expect("search: nonsense finds nothing and says so", at("xyzzy"), none.count === 0 && !none.titles.length && none.status.startsWith("Không có kết quả") ? [] : [none.status]);
  const part = await ask("xyzzy đảng");
  expect("search: every word has to be met", at("xyzzy đảng"), part.count === 0 ? [] : [part.status]);
}

/** Zones, indicators, figures, narrative, sources; each leads to a place that exists. */
async function kinds(ask, expect, at, { page, anchors }) {
  const wanted = [
    ["hai phong", "Khu", "Khu kinh tế Hải Phòng"], ["ket nap", "Chỉ tiêu", "Kết nạp đảng viên"], ["kho khan", "Bài viết", "Khó khăn, vướng mắc"],
    ["nghị quyết đại hội", "Kế hoạch", "Nghị quyết Đại hội"], ["hoi thao", "Nguồn", "Hội thảo"], ["nhiệm kỳ 2020", "Nhiệm kỳ", "Nhiệm kỳ 2020"],
    ["đảng viên hải phòng", "Số liệu", "Đảng viên"], ["bản tin quý", "Số bản tin", "Bản tin quý"], ["thành lập", "Sự kiện", "Thành lập"],
  ];
  for (const [text, kind, title] of wanted) {
    const found = await ask(text);
    expect("search: finds every kind", at(`${text}: ${kind}`), found.kinds.some((one, n) => one === kind && found.titles[n].startsWith(title)) ? [] : [found.kinds.map((one, n) => `${one} ${found.titles[n]}`).slice(0, 4).join("; ")]);
    const lost = found.links.filter((link) => {
      const url = new URL(link, `http://site/${PAGE}`);
      const ids = anchors.get(url.pathname.slice(1));
      return !ids || (url.hash && !ids.has(decodeURIComponent(url.hash.slice(1))));
    });
    expect("search: results lead to places that exist", at(text), lost);
  }
  for (const [text, number] of [["963", "963"], ["3.442", "3.442"], ["3442", "3.442"], ["đảng viên 963", "963"]]) {
    const found = await ask(text);
    expect("search: an exact number leads to its figure first", at(text), found.kinds[0] === "Số liệu" && found.figures[0].startsWith(`${number} `) ? [] : [`${found.kinds[0]} ${found.titles[0]} ${found.figures[0]}`]);
  }
  const figure = await ask("đảng viên hải phòng");
  const link = figure.links[0];
  await page.click("#ket-qua .found a");
  await page.waitForLoadState();
  const row = await page.evaluate(() => document.querySelector(":target")?.textContent ?? "");
  const number = /[\d.]+/.exec(figure.figures[0])?.[0];
  expect("search: a figure's result says its number and leads to its row", at(link), number && row.includes(number) ? [] : [`“${figure.figures[0]}” against “${row.trim().slice(0, 60)}”`]);
  await page.goBack();
  await page.waitForSelector("#ket-qua .found a");
  expect("search: the way back keeps the question", at(link), (await page.inputValue("#tim")) === "đảng viên hải phòng" ? [] : [await page.inputValue("#tim")]);
}

/** What stands in the address is text. */
async function hostile(page, expect, at, base) {
  for (const bad of ["<img src=x onerror=window.harm=1>", "\"><script>window.harm=1</script>", "%", "javascript:harm=1//", "đảng <b>viên</b>", "${harm=1}", "__proto__ constructor"]) {
    for (const address of [`?q=${encodeURIComponent(bad)}`, `#q=${encodeURIComponent(bad)}`]) {
      await page.goto("about:blank");
      await page.goto(base + PAGE + address);
      await page.waitForFunction(() => document.getElementById("so-ket-qua").textContent !== "");
      const { harm, inside, status, typed } = await page.evaluate(() => ({
        harm: window.harm, inside: document.querySelectorAll("#hoi :is(img, script, b, iframe)").length,
        status: document.getElementById("so-ket-qua").textContent, typed: document.getElementById("tim").value,
      }));
      expect("search: the address is text", at(address), harm === undefined && inside === 0 && typed === bad && (status.includes(bad) || status.startsWith("Hãy gõ")) ? [] : [`harm ${harm}, ${inside} elements, “${typed}”, “${status}”`]);
    }
  }
  await page.goto(`${base}${PAGE}?q=%E0%A4%A&x=%`);
  await page.waitForFunction(() => document.getElementById("so-ket-qua").textContent !== "");
}

/** From the field of another page, by keyboard alone, to a result. */
async function keyboard(page, expect, at, base) {
  await page.goto(base + "index.html");
  let stops = 0;
  while (stops++ < 5 && !(await page.evaluate(() => document.activeElement.id === "tim"))) await page.keyboard.press("Tab");
  // After the skip link, the name of the bulletin, and the ways to other languages.
  const before = 3 + (await page.locator(".language a").count());
  expect("search: the field stands after the skip link, the name and the other languages", at("index.html"), stops - 1 === before ? [] : [`stop ${stops - 1}`]);
  await page.keyboard.type("dang vien");
  await page.keyboard.press("Enter");
  await page.waitForURL(/tim-kiem\/index\.html\?q=/);
  await page.waitForSelector("#ket-qua .found a");
  const now = () => page.evaluate(() => {
    const links = [...document.querySelectorAll("#ket-qua .found a")];
    return { place: links.indexOf(document.activeElement), field: document.activeElement.id === "tim", text: document.getElementById("tim").value, count: links.length };
  });
  const said = [];
  const step = async (key, wanted) => {
    await page.keyboard.press(key);
    const state = await now();
    for (const [name, value] of Object.entries(wanted)) if (state[name] !== value) said.push(`${key}: ${name} is ${state[name]}, not ${value}`);
    const seen = await page.evaluate(focus);
    if (!seen.ring || !seen.inView) said.push(`${key}: ${seen.name} ${seen.ring ? "is out of view" : "shows no focus"}`);
  };
  await page.focus("#tim");
  await step("ArrowDown", { place: 0 });
  await step("ArrowDown", { place: 1 });
  await step("ArrowUp", { place: 0 });
  await step("ArrowUp", { field: true });
  await step("ArrowDown", { place: 0 });
  await step("Tab", { place: 1 });
  await step("Escape", { field: true, text: "dang vien" });
  await step("Escape", { field: true, text: "", count: 0 });
  await page.keyboard.type("đảng viên");
  await page.waitForSelector("#ket-qua .found a");
  const { count } = await now();
  const rest = page.locator("#ket-qua .more");
  if (await rest.isVisible()) {
    await rest.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((count) => document.querySelectorAll("#ket-qua .found a").length > count, count);
    await page.waitForFunction((count) => document.activeElement === document.querySelectorAll("#ket-qua .found a")[count], count);
  } else said.push("no button for more results");
  await page.locator("#loc button", { hasText: "Chỉ tiêu" }).focus();
  await page.keyboard.press("Space");
  await page.waitForFunction(() => [...document.querySelectorAll("#ket-qua .found-kind")].every((kind) => kind.textContent === "Chỉ tiêu"));
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Tab");
  expect("search: by keyboard", at(PAGE), said);
  const spoken = await page.evaluate(() => ({
    live: document.getElementById("so-ket-qua").getAttribute("role"), list: document.querySelector("#ket-qua ol") !== null,
    label: document.querySelector("label[for=tim]")?.textContent.trim(), landmark: document.querySelectorAll("[role=search]").length,
    small: [...document.querySelectorAll("#hoi :is(button, input, .found a)")].filter((one) => one.offsetParent && one.getBoundingClientRect().height < 24).length,
  }));
  expect("search: label, landmark, list, live count, targets of 24 px", at(PAGE), spoken.live === "status" && spoken.list && spoken.label && spoken.landmark === 1 && !spoken.small ? [] : [JSON.stringify(spoken)]);
}

/** With results open: axe finds nothing, nothing overflows, and paper has no field. */
async function looks(tab, expect, base) {
  const { page, open, close } = await tab(base, { bypassCSP: true, viewport: { width: 1280, height: 900 } });
  await open(PAGE);
  await answer(page, "đảng viên");
  const media = [{ colorScheme: "light" }, { colorScheme: "dark" }, { colorScheme: "light", forcedColors: "active" }];
  for (const look of media) {
    await page.emulateMedia({ forcedColors: "none", ...look });
    for (const width of [320, 360, 1280]) {
      await page.setViewportSize({ width, height: 900 });
      expect("search: layout with results", `${width} px`, await page.evaluate(layout));
      if (width === 320) continue;
      const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]).setLegacyMode().analyze();
      expect("search: axe-core with results", `${JSON.stringify(look)}, ${width} px`, violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map((node) => `${id}: ${node.html.slice(0, 120)}`)));
    }
  }
  await page.emulateMedia({ media: "print", colorScheme: "light", forcedColors: "none" });
  expect("search: no field on paper", PAGE, await page.evaluate(() => [...document.querySelectorAll(".find, #loc, .more")].filter((one) => one.getClientRects().length).map((one) => one.className)));
  await close();
  const off = await tab(base, { javaScriptEnabled: false });
  for (const address of ["index.html", PAGE]) {
    await off.open(address);
    expect("search: no field without JavaScript", address, await off.page.locator(".find").evaluateAll((all) => all.filter((one) => one.getClientRects().length).map((one) => one.outerHTML.slice(0, 80))));
  }
  expect("search: lists without JavaScript", PAGE, (await off.page.locator("#danh-muc a").count()) >= 5 && (await off.page.locator("noscript").isVisible()) ? [] : ["no lists or no word about it"]);
  await off.close();
}

/** The script folds as the build does: one table for both. */
async function letters(tab, expect, base, folder) {
  const rows = (await readFile(join(ROOT, "tests/data/fold.csv"), "utf8")).trim().split("\n").slice(1).map((row) => row.split(","));
  const source = await readFile(join(folder, "static/search.js"), "utf8");
  const body = /const WORD = [\s\S]*?(?=\n {2}const words = )/.exec(source)?.[0];
  const { page, open, close } = await tab(base, { bypassCSP: true });
  await open(PAGE);
  const wrong = await page.evaluate(([body, rows]) => {
    const fold = new Function(`${body}; return fold;`)();
    return rows.filter(([a, b, relation]) => {
      const [one, two] = [fold(a), fold(b)];
      const marks = one.letters === two.letters && one.tones === two.tones;
      return (marks ? "same" : one.bare === two.bare ? "marks" : "other") !== relation;
    });
  }, [body, rows]);
  expect("search: letters are folded as in the build", "tests/data/fold.csv", wrong.map(String));
  await close();
}
