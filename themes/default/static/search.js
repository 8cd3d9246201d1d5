// The search page asks the index that stands beside it: ten.js (names), tu-<n>.js (in which text a word
// stands), doan-<n>.js (texts and values). A classic script that adds classic scripts, because a page opened
// from a folder may neither fetch nor import. Everything from outside reaches the page as text, never as HTML.
// Its words are attributes of the tag that loads it, from the group "find" of the theme's words.
"use strict";
(() => {
  const WORDS = document.currentScript.dataset;
  const $ = (id) => document.getElementById(id);
  const page = $("hoi"), field = $("tim"), status = $("so-ket-qua"), filter = $("loc"), results = $("ket-qua");
  if (!page || !field || !status || !filter || !results) return;
  const list = results.querySelector("ol"), more = results.querySelector(".more");

  const KINDS = {
    khu: WORDS.zone, "chi-tieu": WORDS.indicator, "nhiem-ky": WORDS.term, "ban-tin": WORDS.issue, "so-lieu": WORDS.figure,
    trang: WORDS.page, "ke-hoach": WORDS.plan, bai: WORDS.article, "su-kien": WORDS.event, nguon: WORDS.source,
  };
  const RANKS = Object.keys(KINDS);
  const DOCUMENTS = ["bai", "ke-hoach", "su-kien", "nguon"];  // in the order of the index
  const SHOWN = 20;      // results at a time
  const MOST_WORDS = 8;  // of a question
  /** A text with its places filled in: "{count} results". */
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => (name in values ? values[name] : place));
  const HERE = 8, EXACT = 4, WHOLE = 2, TITLE = 1;  // how a word was met

  // ---- words: the same letters as src/model/fold.rs ----

  const WORD = /[0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u0300-\u036f\u1e00-\u1eff]+/g;
  const folded = new Map();

  /** A word in lower case: letters without tone, the tone apart (so hòa is hoà), and bare of all marks. */
  function fold(word) {
    let found = folded.get(word);
    if (!found) {
      const small = word.normalize("NFD").toLowerCase().replace(/ð/g, "đ");
      let tones = "";
      const letters = small.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, (tone) => ((tones += tone), "")).normalize("NFC");
      found = { letters, tones, bare: small.replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d") };
      folded.set(word, found);
    }
    return found;
  }

  const words = (text) => (text.match(WORD) || []).map(fold);
  const same = (a, b) => a.letters === b.letters && a.tones === b.tones;
  const marked = (word) => word.tones !== "" || word.letters !== word.bare;
  const starts = (all, at, run, equal) => at + run.length <= all.length && run.every((word, n) => equal(all[at + n], word));

  // ---- the index ----

  const files = {}, arrived = {};
  window.bantinTim = (name, number, data) => {
    const key = name === "ten" ? name : `${name}-${number}`;
    if (arrived[key]) arrived[key](data);
  };

  function file(key) {
    if (!files[key]) {
      files[key] = new Promise((done, failed) => {
        arrived[key] = done;
        const script = document.createElement("script");
        script.src = `${key}.js?${page.dataset.version}`;
        script.onerror = () => {
          delete files[key];
          script.remove();
          failed(new Error(`${key}.js`));
        };
        document.head.append(script);
      });
    }
    return files[key];
  }

  let short = [];
  /** The words of a name, with the phrases in it that have an abbreviation, each as one word more. */
  function nameWords(text) {
    const all = words(text);
    const added = [];
    for (let at = 0; at < all.length; at++) {
      for (const { long, phrase } of short) if (starts(all, at, long, same)) added.push(phrase);
    }
    return added.length ? all.concat(added) : all;
  }

  /** The names, folded once; everything that can be found, but for the texts. */
  let index = null;
  async function names() {
    if (index) return index;
    const data = await file("ten");
    if (index) return index;
    short = data.short.map(([word, long]) => ({
      word: words(word)[0], long: words(long), phrase: fold(long.match(WORD).join("")),
    }));
    const zones = data.zones.map(([id, name, brief, province, kind, bodies, series, former]) => ({
      kind: "khu", title: name, href: `../khu/${id}/index.html`, where: [kind, province].filter(Boolean).join(" · "),
      text: bodies.map(([, title]) => title).join(", "), id, series, name: nameWords(`${name} ; ${brief} ; ${former}`), place: nameWords(`${province} ; ${kind}`),
      bodies: bodies.map(([body, title]) => ({ id: body, title, name: nameWords(title) })),
    }));
    for (const zone of zones) zone.about = zone.place.concat(...zone.bodies.map((body) => body.name));
    const item = (kind) => ([title, href, note]) => ({ kind, title, href: `../${href}`, where: note, name: nameWords(title), about: nameWords(note) });
    const issues = data.issues.map(([id, title, note]) => item("ban-tin")([title, `ban-tin/${id}/index.html`, note]));
    const indicators = data.indicators.map(([id, name, unit, definition]) => ({
      kind: "chi-tieu", title: name, href: `../chi-tieu/${id}/index.html`, where: unit ? filled(WORDS.unit, { unit }) : "",
      text: definition, id, name: nameWords(name), about: nameWords(definition),
    }));
    const owners = zones.concat(issues);
    const documents = [];
    data.documents.forEach((counts, owner) => counts.forEach((count, kind) => {
      for (let number = 0; number < count; number++) documents.push({ kind: DOCUMENTS[kind], owner });
    }));
    const series = data.series.map((list) => (list ? list.split(" ").map((one) => one.split(".").map(Number)) : []));
    // In the lists of words the series stand behind the texts, zone by zone.
    let places = documents.length;
    for (const zone of zones) {
      zone.first = places;
      places += series[zone.series].length;
    }
    index = {
      zones, issues, indicators, owners, documents, ownSources: data.own_sources,
      parts: data.parts.map(([id, name]) => ({ id, title: name, name: nameWords(name) })),
      named: [...zones, ...indicators, ...data.terms.map(item("nhiem-ky")), ...issues.slice().reverse(), ...data.pages.map(item("trang"))],
      series, places,
      words: data.words, texts: data.texts,
    };
    return index;
  }

  /** How many of a sorted list stand before a value, or before all that begin with it. */
  function before(list, isBefore) {
    let low = 0, high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(list[middle])) low = middle + 1; else high = middle;
    }
    return low;
  }

  const shards = {};
  async function shard(number) {
    if (!shards[number]) {
      const text = await file(`tu-${number}`);
      shards[number] = text.split(";").slice(0, -1).map((entry) => {
        const at = entry.indexOf(" ");
        return { word: fold(entry.slice(0, at)), places: entry.slice(at + 1) };
      });
    }
    return shards[number];
  }

  const DIGITS = {};
  [..."0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"].forEach((digit, value) => (DIGITS[digit] = value));

  /** Notes a word of the question in the list of all texts and series. */
  async function look(word, met) {
    const stem = word.bare, prefix = word.last && stem.length > 1;
    const from = Math.max(0, before(index.words, (first) => first <= stem) - 1);
    const to = prefix ? before(index.words, (first) => first <= `${stem}\uffff`) : from + 1;
    const numbers = index.words.length ? Array.from({ length: Math.max(1, to - from) }, (_, n) => from + n) : [];
    for (const entries of await Promise.all(numbers.map(shard))) {
      for (let at = before(entries, (entry) => entry.word.bare < stem); at < entries.length; at++) {
        const how = meeting(word, entries[at].word, prefix);
        if (!entries[at].word.bare.startsWith(stem)) break;
        if (!how) continue;
        let place = 0, value = 0, shift = 0;
        for (const digit of entries[at].places) {
          const five = DIGITS[digit];
          value += (five & 31) << shift;
          shift += 5;
          if (five > 31) continue;
          place += value;
          value = shift = 0;
          const found = place & 1 ? how : how | TITLE, document = place >> 1;
          if (found > met[document]) met[document] = found;
        }
      }
    }
  }

  // ---- the question ----

  /** How a word of the question is met by one of the index: 0 for not at all. */
  function meeting(asked, word, prefix) {
    const whole = word.bare === asked.bare;
    if (!whole && !(prefix && word.bare.startsWith(asked.bare))) return 0;
    const letters = whole ? word.letters === asked.letters : word.letters.startsWith(asked.letters);
    const tones = word.tones === asked.tones || (!whole && asked.tones === "");
    // Somebody who types no marks at all leaves them open.
    return HERE | (asked.careful && letters && tones ? EXACT : 0) | (whole ? WHOLE : 0);
  }

  /**
   * The question in units: a word; or a phrase that has an abbreviation, or the abbreviation. A unit is met in
   * one of several ways, each some words; `shown` is what is marked in a text.
   */
  function units(text) {
    const all = words(text).slice(0, MOST_WORDS);
    // Where a printed number begins, 3.442: its words, and how many they are.
    const numbers = [...text.matchAll(WORD)].map(({ index: at }) => (/^\d{1,3}([.,]\d{3})+(?![\d\p{L}])/u.exec(text.slice(at)) || [""])[0]);
    const careful = all.some(marked);
    const open = !/\s$/.test(text);
    const asked = all.map((word, at) => Object.assign({ careful, last: open && at === all.length - 1 }, word));
    const whole = (word) => Object.assign({ careful, last: false }, word);
    const equal = (word, other) => (careful ? same(word, other) : word.bare === other.bare);
    const found = [];
    for (let at = 0; at < asked.length; ) {
      if (numbers[at]) {
        // A text has it as several words, a figure as one.
        const run = asked.slice(at, at + numbers[at].split(/[.,]/).length);
        found.push({ run, ways: [run, [Object.assign(whole(fold(numbers[at].replace(/[.,]/g, ""))), { last: run[run.length - 1].last })]], shown: [run] });
        at += run.length;
        continue;
      }
      const longs = short.filter(({ long }) => starts(asked, at, long, equal));
      const length = Math.max(1, ...longs.map(({ long }) => long.length));
      const run = asked.slice(at, at + length);
      // Its words apart from one another, "khu, cụm công nghiệp", are met as loosely as a beginning.
      const unit = { run, loose: length > 1, ways: [run], shown: [run] };
      // A phrase was noted as one word when the index was made.
      for (const { word, long, phrase } of longs.filter(({ long }) => long.length === length)) {
        unit.ways.push([whole(phrase)], [whole(word)]);
        unit.shown.push(long.map(whole), [whole(word)]);
      }
      const isShort = ({ word }) => (marked(run[0]) ? same(word, run[0]) : word.bare === run[0].bare);
      for (const { long, phrase } of length === 1 ? short.filter(isShort) : []) {
        unit.ways.push([whole(phrase)]);
        unit.shown.push(long.map(whole));
      }
      found.push(unit);
      at += length;
    }
    return found;
  }

  const most = (unit, way) => (unit.loose && way === unit.run ? ~WHOLE : ~0);

  /** How a unit is met in a name; `all` is TITLE for one that is a title. */
  const met = (unit, name, all) => {
    let best = 0;
    for (const way of unit.ways) {
      let least = most(unit, way);
      for (const word of way) {
        let nearest = 0;
        for (const other of name) nearest = Math.max(nearest, meeting(word, other, word.last));
        least &= nearest;
      }
      best = Math.max(best, least);
    }
    return best && best | all;
  };

  const points = (how) => (how & EXACT ? 10000 : 0) + (how & WHOLE ? 600 : 0) + (how & TITLE ? 150 : 0);
  /** Exact marks, then whole words, then titles; then the whole question in a row, the kind, and brevity. */
  const score = (kind, hows, name, asked) => {
    let sum = 100 - 6 * RANKS.indexOf(kind);
    for (const how of hows) sum += points(how);
    if (!name) return sum - 40;
    const run = [].concat(...asked.map((unit) => unit.run));
    const inARow = name.some((_, at) => starts(name, at, run, (word, one) => meeting(one, word, one.last)));
    return sum + (inARow ? 120 : 0) - 2 * Math.min(20, Math.max(0, name.length - run.length));
  };

  /** Everything that has all units of the question, the best first. */
  async function find(asked) {
    const found = [];
    const all = asked.length;
    const nobody = new Array(all).fill(0);
    for (const one of index.named) {
      const hows = asked.map((unit) => Math.max(met(unit, one.name, TITLE), met(unit, one.about, 0)));
      if (hows.every(Boolean)) found.push(Object.assign({ score: score(one.kind, hows, one.name, asked) }, one));
    }
    const tables = await placesOf(asked);
    findSeries(asked, nobody, tables, found);
    findTexts(asked, tables, found);
    return found.sort((a, b) => b.score - a.score || (a.order || 0) - (b.order || 0));
  }

  /** A series is found by its indicator, parts or number; its body and zone may have the rest of the words. */
  function findSeries(asked, nobody, tables, found) {
    const table = (list) => list.map((one) => {
      const hows = asked.map((unit) => met(unit, one.name, TITLE));
      return hows.some(Boolean) ? hows : nobody;
    });
    const indicators = table(index.indicators), parts = table(index.parts);
    const numbered = (place) => tables.some((table) => table[place]);
    const anyNumber = tables.some((table) => table.subarray(index.documents.length).some(Boolean));
    if (!anyNumber && ![...indicators, ...parts].some((hows) => hows !== nobody)) return;
    index.zones.forEach((zone, owner) => {
      const bodies = zone.bodies.map((body) => asked.map((unit) => Math.max(met(unit, body.name, 0), met(unit, zone.name, 0), met(unit, zone.place, 0))));
      index.series[zone.series].forEach((numbers, order) => {
        const [body, indicator, ...path] = numbers;
        const place = zone.first + order;
        if (indicators[indicator] === nobody && path.every((part) => parts[part] === nobody) && !(anyNumber && numbered(place))) return;
        const hows = [];
        let own = false;
        for (let unit = 0; unit < asked.length; unit++) {
          let how = Math.max(indicators[indicator][unit], tables[unit][place]);
          for (const part of path) how = Math.max(how, parts[part][unit]);
          own = own || how > 0;
          how = Math.max(how, bodies[body][unit]);
          if (!how) return;
          hows.push(how);
        }
        const name = index.indicators[indicator].name.concat(...path.map((part) => index.parts[part].name));
        if (own) found.push({ kind: "so-lieu", score: score("so-lieu", hows, name, asked), owner, value: order, numbers, order: owner * 1000 + order });
      });
    });
  }

  /** How each unit is met in each text and each series' number. */
  function placesOf(asked) {
    return Promise.all(asked.map(async (unit) => {
      const ways = await Promise.all(unit.ways.map(async (way) => {
        const each = await Promise.all(way.map(async (word) => {
          const table = new Uint8Array(index.places);
          await look(word, table);
          return table;
        }));
        const mask = most(unit, way);
        return each.reduce((a, b) => a.map((how, at) => how & b[at])).map((how) => how & mask);
      }));
      return ways.reduce((a, b) => a.map((how, at) => Math.max(how, b[at])));
    }));
  }

  function findTexts(asked, tables, found) {
    const around = index.owners.map((owner) => asked.map((unit) => Math.max(met(unit, owner.name, 0), met(unit, owner.about, 0))));
    let first = 0;
    index.documents.forEach(({ kind, owner }, order) => {
      if (order && owner !== index.documents[order - 1].owner) first = order;
      if (!tables.some((table) => table[order])) return;
      const hows = tables.map((table, unit) => Math.max(table[order], around[owner][unit]));
      if (hows.every(Boolean)) found.push({ kind, score: score(kind, hows), owner, document: order - first, order });
    });
  }

  // ---- what is shown ----

  let asked = [], all = [], chosen = "", shown = 0, turn = 0;

  /** Gives a result what stands in the file of texts: titles of documents, values of series. */
  async function complete(one) {
    if (one.owner === undefined || one.title) return one;
    const number = before(index.texts, (first) => first <= one.owner) - 1;
    const owner = index.owners[one.owner];
    const { documents, values } = (await file(`doan-${number}`))[one.owner - index.texts[number]];
    if (one.numbers) {
      const [body, indicator, ...path] = one.numbers;
      const parts = path.map((part) => index.parts[part]);
      const anchor = ["s", owner.bodies[body].id, index.indicators[indicator].id, ...parts.map(({ id }) => id), values[one.value][1]].join(".");
      one.title = [index.indicators[indicator].title, ...parts.map(({ title }) => title)].join(" – ");
      one.href = `${owner.href}#${anchor}`;
      one.where = [owner.bodies[body].title, owner.title].join(" · ");
      one.figure = values[one.value][0];
    } else {
      const [title, anchor, text] = documents[one.document];
      const sources = index.ownSources ? `../nguon/${owner.id}/index.html` : "../nguon/index.html";
      Object.assign(one, { title, text, where: owner.title, href: (one.kind === "nguon" ? sources : owner.href) + (anchor && `#${anchor}`) });
    }
    return one;
  }

  /** Where the question stands in a text: pairs of start and end; with exact marks if it is there with them. */
  function places(text) {
    const found = [];
    const all = [...text.matchAll(WORD)].map((match) => ({ word: fold(match[0]), start: match.index, end: match.index + match[0].length }));
    for (const unit of asked) {
      const runs = [];
      for (const way of unit.shown) {
        for (let at = 0; at + way.length <= all.length; at++) {
          const hows = way.map((word, n) => meeting(word, all[at + n].word, word.last));
          if (hows.every(Boolean)) runs.push({ how: hows.reduce((a, b) => a & b), start: all[at].start, end: all[at + way.length - 1].end });
        }
      }
      const exact = runs.filter(({ how }) => how & EXACT);
      found.push(...(exact.length ? exact : runs));
    }
    return found.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  function element(name, className, ...content) {
    const made = document.createElement(name);
    if (className) made.className = className;
    made.append(...content.filter((piece) => piece !== ""));
    return made;
  }

  /** A text with the words of the question marked, as nodes. */
  function highlighted(text, spots) {
    const nodes = [];
    let at = 0;
    for (const { start, end } of spots) {
      if (end <= at) continue;
      const from = Math.max(start, at);
      if (from > at) nodes.push(text.slice(at, from));
      nodes.push(element("mark", "", text.slice(from, end)));
      at = end;
    }
    nodes.push(text.slice(at));
    return nodes;
  }

  /** A long text is cut around the first place with most of the question. */
  function excerpt(text) {
    const LENGTH = 220, LEAD = 50;
    const spots = places(text);
    if (text.length <= LENGTH) return highlighted(text, spots);
    let best = 0, most = -1;
    for (const { start } of spots) {
      const inside = spots.filter((spot) => spot.start >= start && spot.end <= start + LENGTH - LEAD).length;
      if (inside > most) [best, most] = [start, inside];
    }
    let from = best <= LEAD ? 0 : text.indexOf(" ", best - LEAD) + 1;
    if (from > best) from = best;
    let to = Math.min(text.length, from + LENGTH);
    if (to < text.length) to = Math.max(text.lastIndexOf(" ", to), from + 1);
    const cut = spots.filter(({ start, end }) => start >= from && end <= to).map(({ start, end }) => ({ start: start - from, end: end - from }));
    return [from > 0 ? "… " : "", ...highlighted(text.slice(from, to), cut), to < text.length ? " …" : ""];
  }

  function row(one) {
    const link = element("a", "", ...highlighted(one.title, places(one.title)));
    link.href = one.href;
    const where = element("p", "found-where", element("span", "found-kind", KINDS[one.kind]), one.where ? ` · ${one.where}` : "");
    const made = element("li", "", element("p", "found-title", link), where);
    if (one.figure) made.append(element("p", "found-figure", one.figure));
    if (one.text) made.append(element("p", "found-text", ...excerpt(one.text)));
    return made;
  }

  const dots = (count) => String(count).replace(/\B(?=(\d{3})+$)/g, WORDS.thousands);
  const inKind = () => (chosen ? all.filter(({ kind }) => kind === chosen) : all);

  async function show(mine, from) {
    const part = await Promise.all(inKind().slice(from, from + SHOWN).map(complete));
    if (mine !== turn) return;
    if (!from) list.textContent = "";
    list.append(...part.map(row));
    shown = from + part.length;
    results.hidden = !shown;
    more.hidden = shown >= inKind().length;
    if (from && part.length) list.children[from].querySelector("a").focus();
  }

  function filters() {
    const counts = {};
    for (const { kind } of all) counts[kind] = (counts[kind] || 0) + 1;
    const kinds = RANKS.filter((kind) => counts[kind]);
    filter.hidden = kinds.length < 2;
    filter.textContent = "";
    for (const kind of ["", ...kinds]) {
      const label = kind ? KINDS[kind] : WORDS.all;
      const button = element("button", "", `${label} `, element("span", "", dots(kind ? counts[kind] : all.length)));
      button.type = "button";
      button.setAttribute("aria-pressed", String(kind === chosen));
      button.addEventListener("click", () => {
        chosen = kind;
        for (const other of filter.children) other.setAttribute("aria-pressed", String(other === button));
        run(() => show(turn, 0));
        const count = dots(inKind().length);
        say(filled(kind ? WORDS.found_kind : WORDS.found_all, { count, kind: label.toLowerCase() }));
      });
      filter.append(button);
    }
  }

  const say = (words) => (status.textContent = words);
  const clear = () => {
    list.textContent = "";
    results.hidden = filter.hidden = true;
    all = [];
  };

  async function run(work) {
    try {
      await work();
    } catch (error) {
      clear();
      say(filled(WORDS.broken, { file: error.message }));
    }
  }

  /** Answers a question; an answer that comes after a newer question is dropped. */
  function ask(text) {
    const mine = ++turn;
    text = text.trimStart();
    try {
      history.replaceState(null, "", `#q=${encodeURIComponent(text)}`);
    } catch { /* only the address bar stays behind */ }
    if (!text) return clear(), say("");
    run(async () => {
      await names();
      const question = units(text);
      if (mine !== turn) return;
      if (!question.length) return clear(), say(WORDS.short);
      const found = await find(question);
      if (mine !== turn) return;
      [asked, all, chosen] = [question, found, ""];
      if (!found.length) return clear(), say(filled(WORDS.none, { words: text.trim() }));
      await show(mine, 0);
      if (mine !== turn) return;
      filters();
      say(filled(WORDS.found, { count: dots(found.length), words: text.trim() }));
    });
  }

  // ---- the reader ----

  let waiting = 0;
  field.addEventListener("focus", () => names().catch(() => {}), { once: true });
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(field.value), 150);
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    ask(field.value);
  });
  more.addEventListener("click", () => run(() => show(turn, shown)));
  page.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape" && (event.target === field || at >= 0)) {
      event.preventDefault();
      clearTimeout(waiting);
      if (event.target === field) field.value = "", ask("");
      field.focus();
    } else if (step && (event.target === field ? step > 0 : at >= 0)) {
      const next = at + step < 0 ? field : links[at + step];
      if (!next) return;
      event.preventDefault();
      next.focus();
    }
  });

  // What was typed here last stands after #, what another page's field sent after ?.
  function asAddressed() {
    const typed = new URLSearchParams(location.hash.slice(1)).get("q");
    const text = typed === null ? new URLSearchParams(location.search).get("q") : typed;
    if (text === null || text.slice(0, 200) === field.value) return;
    field.value = text.slice(0, 200);
    ask(field.value);
  }
  addEventListener("hashchange", asAddressed);
  asAddressed();
})();
