// A button under each table that copies it, and the # beside a figure, which copies its citation. Pages lose
// nothing without it. Its words come from the group "copy" of the theme's words.
(function () {
  "use strict";
  var WORDS = document.currentScript.dataset;
  // What belongs to the page and not to the table: links to a place, shapes.
  var LEFT_OUT = ".permalink, .cited, svg";
  // What stands on a line of its own inside a cell.
  var LINES = ".sub, .src, .reason, .origin, .one, li, summary";

  /** The words of a cell, its lines joined by semicolons. */
  function words(cell) {
    var copy = cell.cloneNode(true);
    copy.querySelectorAll(LEFT_OUT).forEach(function (one) { one.remove(); });
    // Away from the page a flag has to say itself what it means.
    copy.querySelectorAll(".flag a").forEach(function (one) { one.textContent = " (" + one.title + ")"; });
    copy.querySelectorAll(LINES).forEach(function (one) { one.prepend("\n"); one.append("\n"); });
    return copy.textContent.split("\n")
      .map(function (line) { return line.replace(/\s+/g, " ").trim(); })
      .filter(Boolean).join("; ");
  }

  /** The rows of a table, each as its cells. */
  function rows(table) {
    return Array.from(table.rows, function (row) {
      return Array.from(row.cells, function (cell) {
        return { words: words(cell), head: cell.tagName === "TH", span: cell.colSpan };
      });
    });
  }

  /** Where the table is from. */
  function origin(table) {
    var address = document.querySelector("link[rel=canonical]");
    var asOf = document.querySelector(".asof strong");
    var place = table.closest("[id]");
    var parts = [document.title, asOf ? asOf.textContent.replace(/\.$/, "") : ""];
    if (address) parts.push(address.href + (place ? "#" + place.id : ""));
    return WORDS.source + ": " + parts.filter(Boolean).join(". ");
  }

  function asText(table, from) {
    var lines = rows(table).map(function (cells) {
      return cells.map(function (cell) { return cell.words + "\t".repeat(cell.span - 1); }).join("\t");
    });
    return [table.caption.textContent.trim()].concat(lines, from).join("\n") + "\n";
  }

  /** Built from text alone: what an author wrote is never read as markup. */
  function asMarkup(table, from) {
    var made = document.createElement("table");
    made.border = "1";
    made.createCaption().textContent = table.caption.textContent.trim();
    rows(table).forEach(function (cells) {
      var row = made.insertRow();
      cells.forEach(function (cell) {
        var one = document.createElement(cell.head ? "th" : "td");
        one.textContent = cell.words;
        if (cell.span > 1) one.colSpan = cell.span;
        row.append(one);
      });
    });
    var foot = document.createElement("p");
    foot.textContent = from;
    return made.outerHTML + foot.outerHTML;
  }

  /** For pages opened from a folder, and older browsers. */
  function byCommand(text, markup) {
    var put = false;
    var take = function (event) {
      event.clipboardData.setData("text/plain", text);
      event.clipboardData.setData("text/html", markup);
      event.preventDefault();
      put = true;
    };
    document.addEventListener("copy", take);
    try { document.execCommand("copy"); } catch (refused) { put = false; }
    document.removeEventListener("copy", take);
    return put;
  }

  /** The row of a figure as one line, then the citation of its page. */
  function citation(row) {
    var cells = Array.from(row.cells, words).filter(Boolean).join("; ");
    var own = document.querySelector(".citation");
    var page = own ? own.textContent.trim().replace(/\.$/, "") : origin(row.closest("table"));
    return cells + ". " + page + (own && /:\/\//.test(page) ? "" : ", ") + "#" + row.id;
  }

  function copy(table) {
    var from = origin(table);
    return put(asText(table, from), asMarkup(table, from));
  }

  function put(text, markup) {
    if (!navigator.clipboard || !navigator.clipboard.write || !window.ClipboardItem) {
      return Promise.resolve(byCommand(text, markup));
    }
    var item = new ClipboardItem({
      "text/plain": new Blob([text], { type: "text/plain" }),
      "text/html": new Blob([markup], { type: "text/html" })
    });
    return navigator.clipboard.write([item]).then(
      function () { return true; },
      function () { return byCommand(text, markup); }
    );
  }

  document.querySelectorAll(".main .frame > table").forEach(function (table) {
    if (!table.caption) return;
    var line = document.createElement("p");
    var button = document.createElement("button");
    var told = document.createElement("span");
    line.className = "copy";
    button.type = "button";
    button.textContent = WORDS.button;
    button.setAttribute("aria-label", WORDS.button + ": " + table.caption.textContent.trim());
    told.setAttribute("role", "status");
    button.addEventListener("click", function () {
      told.textContent = "";
      copy(table).then(function (done) {
        told.textContent = done ? WORDS.done : WORDS.refused;
      });
    });
    line.append(button, " ", told);
    table.parentElement.after(line);
  });

  document.querySelectorAll("tr[id] .permalink").forEach(function (link) {
    var told = document.createElement("span");
    told.className = "cited";
    told.setAttribute("role", "status");
    link.after(told);
    link.addEventListener("click", function () {
      var text = citation(link.closest("tr"));
      var line = document.createElement("p");
      line.textContent = text;
      told.textContent = "";
      put(text, line.outerHTML).then(function (done) {
        told.textContent = " " + (done ? WORDS.cited : WORDS.refused);
      });
    });
  });
})();
