// What is measured inside a page. Each function is sent into the page as it stands, so it may use nothing
// from around it.

/** Everything that is wrong with the layout at the present width, as sentences. */
export function layout() {
  const found = [];
  const width = document.documentElement.clientWidth;
  const short = (text) => text.trim().replace(/\s+/g, " ").slice(0, 60);
  const name = (element) => {
    const id = element.closest("[id]")?.id;
    return `${element.tagName.toLowerCase()}${element.className?.baseVal === undefined && element.className ? "." + element.className : ""}${id ? " in #" + id : ""}`;
  };
  // Read aloud only (cut to one pixel on purpose), or folded away.
  const hidden = (element) => {
    const folded = element.closest("details:not([open])");
    if (folded && !element.closest("summary") && folded !== element && getComputedStyle(folded, "::details-content").contentVisibility === "hidden") return true;
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.clipPath === "inset(50%)" || style.visibility === "hidden") return true;
    }
    return false;
  };

  const page = document.documentElement.scrollWidth;
  if (page > width) found.push(`the page scrolls sideways: ${page} px of content in ${width} px`);
  for (const element of document.body.querySelectorAll("*:not(svg *)")) {
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || (box.right <= width + 1 && box.left >= -1)) continue;
    if (element.closest(".frame, .chart-scroll, .skip") && !element.matches(".frame, .chart-scroll")) continue;
    if (!hidden(element)) found.push(`sticks out to ${Math.round(box.right)} px of ${width}: ${name(element)} “${short(element.textContent)}”`);
  }

  for (const chart of document.querySelectorAll("figure.chart")) {
    const texts = [];
    const walker = document.createTreeWalker(chart, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const element = node.parentElement;
      if (!node.data.trim() || element.closest("title, desc") || hidden(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const boxes = element.closest("svg") ? [element.getBoundingClientRect()] : [...range.getClientRects()];
      for (const box of boxes.filter((box) => box.width > 1 && box.height > 1)) texts.push({ node, element, box });
    }
    if (!texts.length) found.push(`a chart without any text: ${name(chart)}`);
    texts.forEach((one, at) => {
      if (one.box.left < -1 || (one.box.right > width + 1 && !one.element.closest(".chart-scroll"))) {
        found.push(`chart text leaves the page: “${short(one.node.data)}” in ${name(chart)}`);
      }
      for (let around = one.element; around && around !== chart; around = around.parentElement) {
        if (around.matches(".chart-scroll") || getComputedStyle(around).overflowX === "visible") continue;
        const edge = around.getBoundingClientRect();
        if (one.box.right > edge.right + 1.5 || one.box.left < edge.left - 1.5 || one.box.bottom > edge.bottom + 3) {
          found.push(`chart text is clipped: “${short(one.node.data)}” in ${name(chart)}`);
        }
      }
      for (const other of texts.slice(at + 1)) {
        if (other.node === one.node) continue;
        const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (across > 1.5 && down > 4) found.push(`chart texts overlap: “${short(one.node.data)}” and “${short(other.node.data)}” in ${name(chart)}`);
      }
    });
  }
  return [...new Set(found)];
}

/** What a reader must be able to see whatever the device: each figure, target, card and chart that has no visible text. */
export function unreadable() {
  const found = [];
  for (const element of document.querySelectorAll(".figures tbody tr, .targets tbody tr, .card, figure.chart, .report, .score-sentence")) {
    if (element.closest("details:not([open])")) {
      if (!element.closest("details").querySelector(":scope > summary")) found.push(`closed for good: ${element.id}`);
      continue;
    }
    const box = element.getBoundingClientRect();
    if (box.height < 8 || box.width < 40 || !element.innerText.trim()) found.push(`not visible: #${element.id} “${element.textContent.trim().slice(0, 50)}”`);
  }
  for (const chart of document.querySelectorAll("figure.chart")) {
    if (!chart.querySelector("table tbody tr")) found.push(`a chart without its table: #${chart.id}`);
  }
  return found;
}

/** The printed numbers of a page, and how many tables of figures it has. */
export function figures() {
  const seen = [...document.querySelectorAll(".figures .number, .targets td.num .strong, .card-value .number, .matrix td.num a, .chart-value b")];
  return {
    numbers: [...new Set(seen.map((element) => element.textContent.replace(/\s+/g, " ").trim()).filter(Boolean))],
    heads: document.querySelectorAll("table.figures > thead").length,
    headless: [...document.querySelectorAll(".main table")]
      .filter((table) => table.rows.length > 6 && !table.closest(".chart, .scoreboard") && getComputedStyle(table.tHead ?? table).display !== "table-header-group")
      .map((table) => table.caption?.textContent ?? table.className),
  };
}

/** Where the focus is, and whether it can be seen. */
export function focus() {
  const element = document.activeElement;
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    skip: element.classList.contains("skip"),
    body: element === document.body,
    main: element.tagName === "MAIN",
    name: `${element.tagName.toLowerCase()} “${element.textContent.trim().slice(0, 40)}”`,
    ring: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    inView: box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
  };
}

/** Addresses and anchors, for the check that every link leads somewhere. */
export function links() {
  return {
    targets: [...document.querySelectorAll("[id]")].map((element) => element.id),
    links: [...document.querySelectorAll("a[href], link[href]:not([rel=canonical]), img[src]")].map((element) => element.getAttribute("href") ?? element.getAttribute("src")),
    doubled: [...document.querySelectorAll("[id]")].map((element) => element.id).filter((id, at, all) => all.indexOf(id) !== at),
  };
}
