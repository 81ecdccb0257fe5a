/* Draws the charts that wait in window.budgetnbQueue, each [id of its element, specification]. */
const style = document.createElement("style");
style.textContent = ".budgetnb-chart{max-width:820px;overflow-x:auto;color-scheme:light dark}.budgetnb-chart>img{max-width:100%;height:auto}"
  + ".budgetnb-chart .vega-embed{width:100%;padding:0}.budgetnb-chart .vega-bindings{display:flex;flex-wrap:wrap;gap:6px 18px;margin:0 0 10px 12px;font:14px sans-serif}"
  + ".budgetnb-chart .vega-bind{display:flex;gap:6px;align-items:center}.budgetnb-chart .vega-bind select{font:inherit;max-width:200px;padding:4px 6px}";
document.head.appendChild(style);
function isDark() {
  const lab = document.body && document.body.dataset.jpThemeLight;
  if (lab) return lab === "false";
  const named = document.documentElement.dataset.theme;
  if (named) return named === "dark";
  return matchMedia("(prefers-color-scheme: dark)").matches;
}
function em(text) { let n = 0; for (const c of text) n += c.codePointAt(0) > 0x2000 ? 1 : 0.56; return n; }
function rewrap(lines, ems) {
  const text = [].concat(lines).reduce((a, b) => /[A-Za-z0-9,;:.]$/.test(a) && /^[A-Za-z0-9(]/.test(b) ? a + " " + b : a + b, "");
  const out = [""];
  for (const piece of text.match(/[\x21-\x7e]+\s*|[^\x21-\x7e]/g) || []) {
    const last = out.length - 1;
    if (out[last] && em(out[last] + piece.trimEnd()) > ems && !/^[，。、；：）”》]/.test(piece)) out.push(piece.trimStart()); else out[last] += piece;
  }
  return out;
}
function fitted(spec, element) {
  const room = element.clientWidth, fit = JSON.parse(JSON.stringify(spec));
  const plain = !["hconcat", "vconcat", "concat", "facet", "repeat", "spec"].some((key) => key in fit);
  if (plain && room > 0 && typeof fit.width === "number") {
    fit.width = "container";
    fit.autosize = { type: "fit-x", contains: "padding", resize: true };
  }
  if (room > 0 && room < 700 && fit.title && fit.title.text) {
    fit.title.text = rewrap(fit.title.text, (room - 40) / 17.5);
    if (fit.title.subtitle) fit.title.subtitle = rewrap(fit.title.subtitle, (room - 40) / 12.5);
  }
  if (isDark()) {
    const ink = "#e4e7eb", soft = "#b8c2cc", line = "#3e4c59", c = fit.config || (fit.config = {});
    c.background = "transparent"; delete fit.background;
    Object.assign(c.title || (c.title = {}), { color: ink, subtitleColor: soft });
    Object.assign(c.axis || (c.axis = {}), { labelColor: ink, titleColor: soft, gridColor: line, domainColor: line, tickColor: line });
    Object.assign(c.legend || (c.legend = {}), { labelColor: ink, titleColor: soft });
    Object.assign(c.text || (c.text = {}), { color: ink });
  }
  return fit;
}
function draw(id, spec, tries) {
  const element = document.getElementById(id);
  if (!element || element.clientWidth === 0) {
    if (tries < 400) return setTimeout(() => draw(id, spec, tries + 1), tries < 40 ? 25 : 250);
    if (!element) return;
  }
  const stage = document.createElement("div");
  stage.style.width = "100%";
  const options = { ast: true, actions: false, renderer: "svg", mode: "vega-lite", tooltip: { theme: isDark() ? "dark" : "light" } };
  options.loader = { load: () => Promise.reject(new Error("no network")) };
  element.append(stage);
  vegaEmbed(stage, fitted(spec, element), options).then(() => {
    element.querySelectorAll(":scope > img").forEach((picture) => picture.remove());
    const form = stage.querySelector(".vega-bindings");
    if (form) stage.prepend(form);
    element.dataset.drawn = "yes";
  }).catch((error) => { stage.remove(); element.dataset.drawn = "no"; console.error("budgetnb: chart not drawn", error); });
}
window.budgetnbDraw = function () {
  const queue = window.budgetnbQueue || [];
  while (queue.length) { const [id, spec] = queue.shift(); draw(id, spec, 0); }
};
window.budgetnbDraw();
