// The button that copies a table: what a spreadsheet and a document are given, from a folder and from a web host,
// with and without the newer interface of the clipboard, and what is left of it on paper and without JavaScript.

/** A tab in which the page may use the clipboard, and which can read it afterwards. */
async function reader(browser, base, address, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(base + address);
  return { page, close: () => context.close() };
}

/** Pastes into a field of plain text and into one that takes markup, as a reader would. */
async function pasted(page) {
  await page.evaluate(() => {
    const plain = document.createElement("textarea");
    const rich = document.createElement("div");
    plain.id = "paste-plain";
    rich.id = "paste-rich";
    rich.contentEditable = "true";
    document.body.append(plain, rich);
  });
  await page.focus("#paste-plain");
  await page.keyboard.press("Control+V");
  await page.focus("#paste-rich");
  await page.keyboard.press("Control+V");
  return page.evaluate(() => ({
    text: document.querySelector("#paste-plain").value,
    rows: [...document.querySelectorAll("#paste-rich tr")].map((row) => [...row.cells].map((cell) => cell.textContent)),
    foot: document.querySelector("#paste-rich").innerText,
    foreign: document.querySelectorAll("#paste-rich script, #paste-rich svg, #paste-rich a").length,
  }));
}

/** Everything that is wrong with copying a table of figures of one page. */
async function copied(browser, base, address, old) {
  const found = [];
  const { page, close } = await reader(browser, base, address);
  if (old) {
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.reload();
  }
  const table = page.locator("table.figures").first();
  const shape = await table.evaluate((one) => ({
    rows: one.rows.length,
    caption: one.caption.textContent.trim(),
    number: one.querySelector("tbody .value")?.innerText.replace(/\s+/g, " ").trim() ?? "",
    source: one.querySelector("tbody .src a").textContent.trim(),
  }));
  const button = page.getByRole("button", { name: `Sao chép bảng: ${shape.caption}`, exact: true }).first();
  await button.focus();
  await page.keyboard.press("Enter");
  const status = button.locator("xpath=following-sibling::*[@role='status']");
  await page.waitForFunction((one) => one.textContent !== "", await status.elementHandle());
  const told = await status.textContent();
  if (!told.startsWith("Đã sao chép")) found.push(`says “${told}”`);
  const { text, rows, foot, foreign } = await pasted(page);
  const lines = text.trimEnd().split("\n");
  if (lines[0] !== shape.caption) found.push(`the text begins with “${lines[0]}”`);
  if (lines.length !== shape.rows + 2) found.push(`${lines.length} lines for ${shape.rows} rows, a caption and a source`);
  const columns = new Set(lines.slice(1, -1).map((line) => line.split("\t").length));
  if (columns.size !== 1 || !columns.has(5)) found.push(`rows of ${[...columns]} columns`);
  if (!lines.at(-1).startsWith("Nguồn: ") || !lines.at(-1).includes("Số liệu đến ngày")) found.push(`ends with “${lines.at(-1)}”`);
  if (rows.length !== shape.rows || rows.some((cells) => cells.length !== 5)) found.push(`the table has ${rows.length} rows`);
  for (const [what, words] of [["number", shape.number], ["source", shape.source]]) {
    if (!words || !lines[2].replace(/\s+/g, " ").includes(words)) found.push(`the ${what} “${words}” is not in “${lines[2]}”`);
    if (!rows[1]?.join("|").replace(/\s+/g, " ").includes(words)) found.push(`the ${what} “${words}” is not in the table`);
  }
  if (!foot.includes("Nguồn: ")) found.push("the table goes about without its source");
  if (foreign) found.push("the table brings links, shapes or scripts");
  await close();
  return found;
}

/** Everything that is wrong with the citation of one figure of a page. */
async function cited(browser, base, address, old) {
  const found = [];
  const { page, close } = await reader(browser, base, address);
  if (old) {
    await page.addInitScript(() => Object.defineProperty(navigator, "clipboard", { value: undefined }));
    await page.reload();
  }
  const row = page.locator("table.figures tr[id]:has(.value)").first();
  const said = await row.evaluate((one) => ({ id: one.id, number: one.querySelector(".number").textContent, source: one.querySelector(".src a").textContent.trim() }));
  await row.locator(".permalink").focus();
  await page.keyboard.press("Enter");
  const status = await row.locator(".cited").elementHandle();
  await page.waitForFunction((one) => one.textContent !== "", status);
  const told = (await status.textContent()).trim();
  if (told !== "Đã sao chép trích dẫn.") found.push(`says “${told}”`);
  if (!page.url().endsWith("#" + encodeURI(said.id))) found.push(`the address is ${page.url()}`);
  const { text } = await pasted(page);
  const wanted = [said.number, said.source, "số liệu đến ngày", "số ", `#${said.id}`];
  for (const words of wanted) if (!text.includes(words)) found.push(`“${words}” is not in “${text}”`);
  if (!text.endsWith(`#${said.id}`)) found.push(`ends otherwise: “${text}”`);
  await close();
  return found;
}

/** Checks the button on a zone's page and an issue's page. */
export async function copying({ browser, stick, web, chosen, expect }) {
  const addresses = chosen.filter(({ kind, first }) => first && ["zone", "issue"].includes(kind)).map(({ page }) => page);
  for (const address of addresses) {
    for (const [place, base] of [["folder", stick.base], ["web", web.base]]) {
      for (const old of [false, true]) {
        expect("copying a table", `${place} ${address}${old ? ", old way" : ""}`, await copied(browser, base, address, old));
        expect("citing a figure", `${place} ${address}${old ? ", old way" : ""}`, await cited(browser, base, address, old));
      }
    }
    const off = await reader(browser, stick.base, address, { javaScriptEnabled: false });
    expect("without JavaScript there is no button", address, (await off.page.locator(".copy").count()) ? ["there is one"] : []);
    await off.close();
    const on = await reader(browser, stick.base, address);
    await on.page.emulateMedia({ media: "print" });
    const printed = await on.page.locator(".copy").evaluateAll((all) => all.filter((one) => one.getClientRects().length > 0).length);
    expect("no button is printed", address, printed ? [`${printed} are`] : []);
    await on.close();
  }
  expect("pages with tables were looked at", "site", addresses.length >= 2 ? [] : [`only ${addresses}`]);
}
