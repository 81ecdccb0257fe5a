/* Draws the charts of an exported notebook one after the other, and gives cells of its tables the width that their text asks for. */
(function () {
  "use strict";
  const WORDY = 10, LONG = 40;
  document.querySelectorAll(".out td:not([class])").forEach((cell) => {
    const letters = cell.textContent.trim().length;
    if (letters >= WORDY) cell.className = letters > LONG ? "w" : "m";
  });
  const charts = JSON.parse(document.getElementById("budgetnb-data").textContent).charts;
  Object.keys(charts).reduce((before, id) => before.then(() => window.budgetnbChart(document.getElementById(id), charts[id])), Promise.resolve())
    .then(() => { document.documentElement.dataset.ready = "yes"; });
})();
