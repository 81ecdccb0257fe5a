/* Draws charts with no network: window.budgetnbChart(element, specification, options) gives a promise of the view.
   A notebook pushes [id of its element, specification] to window.budgetnbQueue and calls window.budgetnbDraw(). */
function isDark() {
  const named = document.documentElement.dataset.theme;
  if (named) return named === "dark";
  const lab = document.body && document.body.dataset.jpThemeLight;
  if (lab) return lab === "false";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
function em(text) { let n = 0; for (const c of text) n += c === "\u200b" ? 0 : c.codePointAt(0) > 0x2000 ? 1 : 0.56; return n; }
function rewrap(lines, ems) {
  const apart = (a, b) => (/[A-Za-z0-9,;:.%)]$/.test(a) && /^[A-Za-z0-9(<>\u2212]/.test(b)) || (/[a-z,;:]$/.test(a) && /^[\u4e00-\u9fff]/.test(b)) || (/[\u4e00-\u9fff]$/.test(a) && /^[A-Za-z]/.test(b));
  const text = [].concat(lines).reduce((a, b) => apart(a, b) ? a + " " + b : a + b, "");
  const out = [""];
  for (const piece of text.match(/[\x21-\x7e\u2212]+\s*|[^\x21-\x7e\u2212]/g) || []) {
    const last = out.length - 1;
    if (out[last] && em(out[last] + piece.trimEnd()) > ems && !/^[，。、；：）”》]/.test(piece)) out.push(piece.trimStart()); else out[last] += piece;
  }
  return out;
}
function narrowed(fit, room) {
  const ems = (room - 40) / 17.5;
  if (fit.title.text && !fit.title.text.expr) fit.title.text = rewrap(fit.title.text, ems);
  if (fit.title.subtitle) fit.title.subtitle = rewrap(fit.title.subtitle, (room - 40) / 12.5);
  for (const param of fit.params || [])
    if (param.name === "findings") for (const key of Object.keys(param.value)) param.value[key] = rewrap(param.value[key], ems);
  if (room < 520) tightened(fit, room);
}
/* On a telephone: names on more lines, the share alone beside a bar, no word in a box too small for it. */
function tightened(fit, room) {
  const named = JSON.stringify(fit).includes("split(datum.label");
  for (const row of Object.values(fit.datasets || {}).flat()) {
    if (row.label && "x0" in row && "x1" in row) row.label = inside(row, room);
    else if (row.label && named) row.label = rewrap(row.label.split("\n"), 9).join("\n");
    if (row.brief) row.told = row.brief;
  }
  const lines = Math.max(1, ...Object.values(fit.datasets || {}).flat().map((row) => row.label ? String(row.label).split("\n").length : 1));
  if (named && fit.height && fit.height.step) fit.height.step = Math.max(fit.height.step, 48, 15 * lines + 6);
  Object.assign(fit.config.legend || (fit.config.legend = {}), { columns: 1 });
  for (const layer of [fit, ...(fit.layer || [])]) if (layer.encoding && layer.encoding.color && layer.encoding.color.legend) layer.encoding.color.legend.columns = 1;
}
function inside(row, room) {
  const ems = ((row.x1 - row.x0) * (room - 50) - 12) / 12, share = row.label.match(/[\d.]+%/);
  return [row.label, share ? share[0] : ""].find((text) => text.split("\n").every((line) => em(line) <= ems)) || "";
}
function darkened(fit) {
  const ink = "#e4e7eb", soft = "#b8c2cc", line = "#3e4c59", c = fit.config || (fit.config = {});
  Object.assign(c.title || (c.title = {}), { color: ink, subtitleColor: soft });
  Object.assign(c.axis || (c.axis = {}), { labelColor: ink, titleColor: soft, gridColor: line, domainColor: line, tickColor: line });
  Object.assign(c.legend || (c.legend = {}), { labelColor: ink, titleColor: soft });
  Object.assign(c.header || (c.header = {}), { labelColor: ink });
  Object.assign(c.text || (c.text = {}), { color: ink });
  Object.assign(c.rect || (c.rect = {}), { stroke: "#12171d" });
}
function isPlain(spec) {
  return typeof spec.width === "number" && !["hconcat", "vconcat", "concat", "facet", "repeat", "spec"].some((key) => key in spec);
}
/* The compiled chart fills its element's width; said in Vega, since Vega-Lite warns of it where rows have a fixed height. */
function filling(compiled) {
  const room = "max(200, containerSize()[0])";
  const signals = (compiled.signals || []).filter((signal) => signal.name !== "width");
  const width = { name: "width", init: room, on: [{ update: room, events: "window:resize" }] };
  const autosize = { type: "fit-x", contains: "padding", resize: true };
  const { width: fixed, ...rest } = compiled;
  return { ...rest, autosize, signals: [width, ...signals] };
}
function fitted(spec, element) {
  const least = (spec.usermeta && spec.usermeta.least) || 0, room = Math.max(element.clientWidth, least);
  const fit = JSON.parse(JSON.stringify(spec));
  if (room > 0 && room < 700 && fit.title) narrowed(fit, room);
  delete fit.background;
  (fit.config || (fit.config = {})).background = "transparent";
  if (isDark()) darkened(fit);
  return fit;
}
function tooltip() {
  let box = document.querySelector(".budgetnb-tip");
  if (!box) { box = document.createElement("div"); box.className = "budgetnb-tip"; document.body.append(box); }
  return (handler, event, item, value) => {
    const told = value && typeof value === "object" ? Object.entries(value).filter(([, v]) => v !== "" && v !== null && v !== "null") : [];
    box.hidden = told.length === 0;
    if (box.hidden) return;
    box.replaceChildren(...told.map(([key, text]) => {
      const row = document.createElement("div"), name = document.createElement("span"), held = document.createElement("b");
      name.textContent = key; held.textContent = String(text); row.append(name, held);
      return row;
    }));
    const x = Math.min(event.clientX + 14, innerWidth - box.offsetWidth - 8);
    const y = event.clientY + 16 + box.offsetHeight > innerHeight ? event.clientY - box.offsetHeight - 12 : event.clientY + 16;
    box.style.left = Math.max(8, x) + "px";
    box.style.top = Math.max(8, y) + "px";
  };
}
/* A mark that opens its parts is opened, another one leads to where it is printed. */
function opens(datum) { return datum.into !== undefined && datum.into !== "-"; }
function leads(datum, pick) { return opens(datum) || (pick && datum.ref); }
function choose(view, datum, pick) {
  if (opens(datum)) view.signal("chosen_within", datum.into).runAsync();
  else if (pick && datum.ref) pick(datum.ref);
}
/* Marks can be reached by the keyboard: one stop a chart, the arrows go from mark to mark, Enter chooses. */
function reachable(stage, chosen, pick) {
  const marks = () => [...stage.querySelectorAll("svg [role='graphics-symbol']")].filter((mark) => mark.__data__ && mark.__data__.datum && leads(mark.__data__.datum, pick));
  const renew = () => {
    const all = marks(), held = all.find((mark) => mark.tabIndex === 0 && mark.hasAttribute("tabindex"));
    for (const mark of all) { if (!mark.hasAttribute("tabindex")) mark.setAttribute("tabindex", "-1"); mark.style.cursor = "pointer"; }
    if (!held && all.length) all[0].setAttribute("tabindex", "0");
  };
  stage.addEventListener("keydown", (event) => {
    const mark = event.target.closest("[role='graphics-symbol']");
    if (!mark || !mark.__data__) return;
    if (event.key === "Enter" || event.key === " ") { event.preventDefault(); chosen(mark.__data__.datum); return; }
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const all = marks(), next = all[all.indexOf(mark) + step];
    if (!next) return;
    mark.setAttribute("tabindex", "-1");
    next.setAttribute("tabindex", "0");
    next.focus();
  });
  renew();
  new MutationObserver(renew).observe(stage, { childList: true, subtree: true });
}
window.budgetnbChart = function (element, spec, more) {
  const stage = document.createElement("div");
  stage.className = "budgetnb-stage";
  if (spec.usermeta && spec.usermeta.least) stage.style.minWidth = spec.usermeta.least + "px";
  const options = { ast: true, actions: false, renderer: "svg", mode: "vega-lite", defaultStyle: false, tooltip: tooltip() };
  options.loader = { load: () => Promise.reject(new Error("no network")) };
  element.append(stage);
  if (isPlain(spec)) options.patch = filling;
  return vegaEmbed(stage, fitted(spec, element), options).then((drawn) => {
    const form = stage.querySelector(".vega-bindings");
    if (form) stage.prepend(form);
    const chosen = (datum) => choose(drawn.view, datum, more && more.pick);
    drawn.view.addEventListener("click", (event, item) => { if (item && item.datum) chosen(item.datum); });
    reachable(stage, chosen, more && more.pick);
    element.dataset.drawn = "yes";
    return { view: drawn.view, remove: () => { drawn.finalize(); stage.remove(); } };
  }).catch((error) => { stage.remove(); element.dataset.drawn = "no"; console.error("budgetnb: chart not drawn", error); });
};
function draw(id, spec, tries) {
  const element = document.getElementById(id);
  if (!element || element.clientWidth === 0) {
    if (tries < 400) return setTimeout(() => draw(id, spec, tries + 1), tries < 40 ? 25 : 250);
    if (!element) return;
  }
  window.budgetnbChart(element, spec).then((drawn) => {
    if (drawn) element.querySelectorAll(":scope > img").forEach((picture) => picture.remove());
  });
}
window.budgetnbDraw = function () {
  const queue = window.budgetnbQueue || [];
  while (queue.length) { const [id, spec] = queue.shift(); draw(id, spec, 0); }
};
window.budgetnbDraw();
