/* The report's own behaviour: language, light and dark, charts when they come into view, evidence, downloads, print. */
(function () {
  "use strict";
  const root = document.documentElement;
  const held = JSON.parse(document.getElementById("budgetnb-data").textContent);
  const word = (key, ...filled) => filled.reduce((text, value) => text.replace("{}", value), held.words[key][root.dataset.lang === "zh" ? 0 : 1]);
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  /* light and dark */
  const system = matchMedia("(prefers-color-scheme: dark)");
  let chosen = "auto";
  function applyTheme() {
    const dark = chosen === "dark" || (chosen === "auto" && system.matches);
    const was = root.dataset.theme;
    root.classList.toggle("dark", dark);
    root.dataset.theme = dark ? "dark" : "light";
    if (was && was !== root.dataset.theme) redraw();
  }
  system.addEventListener("change", applyTheme);

  /* charts */
  const drawn = new Map(), waiting = new Set();
  function draw(element) {
    waiting.delete(element);
    const lang = root.dataset.lang, id = element.dataset.chart, spec = held.charts[id][lang];
    const pick = (ref) => show(ref, element.dataset.part);
    return window.budgetnbChart(element, spec, { pick }).then((result) => {
      if (!result) return;
      drawn.set(element, result);
      root.dataset.usable = root.dataset.usable || String(Math.round(performance.now()));
      follow(id, result.view);
    });
  }
  function follow(id, view) {
    const table = document.getElementById(id + "-table");
    if (!table || table.dataset.keyed === undefined) return;
    const names = Object.keys(view.getState().signals).filter((name) => name.startsWith("chosen_")).sort();
    const choose = () => {
      const key = names.map((name) => view.signal(name)).join(" ");
      let count = 0;
      for (const row of table.tBodies[0].rows) { row.hidden = row.dataset.key !== key; count += row.hidden ? 0 : 1; }
      const caption = table.caption, told = view.signal("findings")[key];
      if (told) caption.textContent = [].concat(told).join("");
      const counter = document.querySelector('[data-count="' + table.id + '"]');
      if (counter) counter.textContent = String(count);
    };
    for (const name of names) view.addSignalListener(name, choose);
    choose();
  }
  function redraw() {
    const every = [...drawn.keys()], again = every.filter((element) => element.offsetParent !== null);
    for (const element of every) { drawn.get(element).remove(); drawn.delete(element); }
    again.reduce((before, element) => before.then(() => draw(element)), Promise.resolve());
  }
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) if (entry.isIntersecting) { seen.unobserve(entry.target); if (waiting.has(entry.target)) draw(entry.target); }
  }, { rootMargin: "300px" });
  /* several documents: the index, or the one document that the address names */
  const index = document.getElementById("index"), parts = [...document.querySelectorAll("article.part")];
  function turn() {
    if (!index) return;
    const named = location.hash && document.getElementById(location.hash.slice(1));
    const part = named && named.closest("article.part");
    index.hidden = Boolean(part);
    for (const one of parts) one.hidden = one !== part;
    if (named) named.scrollIntoView();
    start();
  }
  addEventListener("hashchange", turn);
  function start() {
    delete root.dataset.ready;
    for (const element of document.querySelectorAll("[data-chart]")) {
      if (drawn.has(element) || element.offsetParent === null) continue;
      waiting.add(element);
      seen.observe(element);
    }
    const idle = window.requestIdleCallback || ((run) => setTimeout(run, 60));
    const next = () => {
      const element = waiting.values().next().value;
      if (!element) { root.dataset.ready = "yes"; return; }
      seen.unobserve(element);
      draw(element).then(() => idle(next));
    };
    setTimeout(() => idle(next), 200);
  }

  /* language */
  function setLang(lang) {
    if (root.dataset.lang === lang) return;
    root.dataset.lang = lang;
    root.lang = lang === "zh" ? "zh-Hans" : "en";
    redraw();
  }

  /* evidence */
  const dialog = document.getElementById("evidence"), body = document.getElementById("evidence-body");
  function paper(part, page, bbox) {
    const stored = document.querySelector('.budgetnb-page[data-page="' + part + "." + page + '"]');
    if (!stored) return make("p", "soft", page === null ? word("text_source") : word("no_picture"));
    const view = make("div", "sheetview"), sheet = make("div", "paper"), image = make("img");
    const width = Number(stored.dataset.width), height = Number(stored.dataset.height);
    image.alt = word("boxed", page);
    image.src = JSON.parse(stored.textContent);
    view.tabIndex = 0;
    view.setAttribute("role", "region");
    view.setAttribute("aria-label", word("page", page));
    sheet.append(image);
    if (bbox && width && height) {
      const mark = make("div", "mark"), percent = (value, whole) => (100 * value) / whole + "%";
      mark.style.left = percent(bbox[0] - 2, width);
      mark.style.top = percent(bbox[1] - 2, height);
      mark.style.width = percent(bbox[2] - bbox[0] + 4, width);
      mark.style.height = percent(bbox[3] - bbox[1] + 4, height);
      sheet.append(mark);
      image.addEventListener("load", () => {
        view.scrollTop = (bbox[1] / height) * sheet.offsetHeight - view.clientHeight / 2;
        view.scrollLeft = (bbox[0] / width) * sheet.offsetWidth - view.clientWidth / 2;
      });
    }
    view.append(sheet);
    return view;
  }
  function place(part, ref) {
    const known = held.places[part + "." + ref];
    if (!known) return null;
    const [zh, en, printed, page, bbox] = known, block = make("div", "place");
    if (printed) block.append(make("p", "printed", printed));
    const cited = root.dataset.lang === "zh" ? zh : en, copy = make("button", "plain", word("copy"));
    copy.type = "button";
    copy.addEventListener("click", () => navigator.clipboard.writeText(cited).then(() => { copy.textContent = word("copied"); }, () => getSelection().selectAllChildren(line)));
    const line = make("p", "cited", cited);
    block.append(line, copy, paper(part, page, bbox));
    return block;
  }
  function show(refs, part) {
    const places = refs.split(";").map((ref) => place(part, ref)).filter(Boolean);
    if (!places.length) return;
    body.replaceChildren(...(places.length > 1 ? [make("p", "soft", word("places", places.length))] : []), ...places);
    if (!dialog.open) dialog.showModal();
    body.scrollTop = 0;
  }

  /* a table as CSV; a cell that a spreadsheet would run as a formula is kept a text */
  function csvCell(text) {
    const number = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
    const tame = !number && /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/.test(text) ? "'" + text : text;
    return '"' + tame.replace(/"/g, '""') + '"';
  }
  function csv(id) {
    const table = document.getElementById(id);
    const lines = [...table.rows].filter((row) => !row.hidden).map((row) =>
      [...row.cells].map((cell) => csvCell(cell.dataset.value !== undefined ? cell.dataset.value : cell.innerText.trim())).join(","));
    const link = make("a");
    link.href = URL.createObjectURL(new Blob(["\ufeff" + lines.join("\r\n") + "\r\n"], { type: "text/csv" }));
    link.download = id + ".csv";
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  function press(name, value) {
    for (const button of document.querySelectorAll("[data-set-" + name + "]"))
      button.setAttribute("aria-pressed", String(button.getAttribute("data-set-" + name) === value));
  }
  document.addEventListener("click", (event) => {
    const target = event.target.closest("[data-ref],[data-csv],[data-set-lang],[data-set-theme],[data-close]");
    if (!target) { if (event.target === dialog) dialog.close(); return; }
    if (target.dataset.ref !== undefined) show(target.dataset.ref, target.dataset.part);
    else if (target.dataset.csv !== undefined) csv(target.dataset.csv);
    else if (target.dataset.setLang) { setLang(target.dataset.setLang); press("lang", target.dataset.setLang); }
    else if (target.dataset.setTheme) { chosen = target.dataset.setTheme; applyTheme(); press("theme", chosen); }
    else dialog.close();
  });

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const one of closed) one.open = true;
  });
  addEventListener("afterprint", () => { for (const one of closed) one.open = false; });

  applyTheme();
  if (index) turn(); else start();
})();
