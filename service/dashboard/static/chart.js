// Draws the charts of a page with Vega, without eval: its expressions are interpreted.
"use strict";

async function draw(figure) {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const answer = await fetch(figure.dataset.chart + (dark ? "?dark=true" : ""));
  if (!answer.ok) return;
  const place = figure.querySelector(".plot");
  figure.view?.finalize();
  figure.view = await vegaEmbed(place, await answer.json(), {
    ast: true, renderer: "canvas", actions: false, defaultStyle: false, tooltip: false, // both would write styles into the page
  });
  place.dataset.drawn = String(Number(place.dataset.drawn || 0) + 1);
}

for (const figure of document.querySelectorAll("[data-chart]")) {
  let waiting = false;
  const again = async () => {
    if (waiting) return; // one at a time: what changes meanwhile is in the next
    waiting = true;
    try { await draw(figure); } catch { figure.querySelector(".plot").textContent = "The chart could not be drawn."; }
    waiting = false;
  };
  figure.addEventListener("stale", again);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  again();
}
