// Draws the charts of a page with Vega, without eval: its expressions are interpreted.
"use strict";

async function draw(figure) {
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  const answer = await fetch(figure.dataset.chart + (dark ? "?dark=true" : ""));
  if (!answer.ok) return;
  const spec = await answer.json();
  if (!spec.data.values.length) return; // the panel is hidden until there is something to draw
  const place = figure.querySelector(".plot"), panel = figure.closest("section");
  panel.querySelector("h2").textContent = spec.description;
  panel.hidden = false;
  figure.view?.finalize();
  figure.view = await vegaEmbed(place, spec, {
    ast: true, renderer: "canvas", actions: false, defaultStyle: false, tooltip: false, // both would write styles into the page
  });
  place.dataset.drawn = String(Number(place.dataset.drawn || 0) + 1);
}

for (const figure of document.querySelectorAll("[data-chart]")) {
  let busy = false, stale = false;
  const again = async () => {
    stale = true;
    if (busy) return; // one at a time: what changes meanwhile is in the next
    busy = true;
    while (stale) {
      stale = false;
      try { await draw(figure); } catch { figure.querySelector(".plot").textContent = "The chart could not be drawn."; }
    }
    busy = false;
  };
  figure.addEventListener("stale", again);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", again);
  again();
}
