/* Draws the charts of an exported notebook one after the other. */
(function () {
  "use strict";
  const charts = JSON.parse(document.getElementById("budgetnb-data").textContent).charts;
  Object.keys(charts).reduce((before, id) => before.then(() => window.budgetnbChart(document.getElementById(id), charts[id])), Promise.resolve())
    .then(() => { document.documentElement.dataset.ready = "yes"; });
})();
