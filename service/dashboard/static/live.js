// Makes an open page live: parts are fetched again when something of theirs changed. Everything works without this file.
"use strict";

const body = document.body;
const plainTitle = document.title;

// --- times: in the reader's own zone; the exact UTC stays in the hover ---

const units = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
const localTime = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const localDate = new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit" });

function ago(moment) {
  const seconds = Math.round((Date.now() - moment) / 1000);
  for (const [name, unit] of units) {
    if (Math.abs(seconds) >= unit) {
      const span = Math.floor(Math.abs(seconds) / unit) + " " + name;
      return seconds > 0 ? span + " ago" : "in " + span;
    }
  }
  return "now";
}

function showTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (isNaN(moment)) continue;
    const local = (moment.getFullYear() === new Date().getFullYear() ? localTime : localDate).format(moment);
    const shown = "ago" in time.dataset ? ago(moment) : local;
    if (time.textContent !== shown) time.textContent = shown;
    if ("ago" in time.dataset && !time.dataset.exact) {
      time.dataset.exact = time.title;
      time.title = local + " · " + time.title;
    }
  }
}

// --- copy buttons ---

function showCopy(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("button[data-copy]")) button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  const before = button.textContent;
  button.textContent = "Copied";
  setTimeout(() => { button.textContent = before; }, 1500);
});

// --- attention: in the tab's title and icon ---

function showAttention(count) {
  document.title = (count ? "(" + count + ") " : "") + plainTitle;
  const icon = document.getElementById("icon");
  icon.href = count ? icon.dataset.alert : icon.dataset.calm;
  const badge = document.getElementById("attention");
  if (badge) { badge.textContent = count; badge.hidden = !count; }
}

// --- live parts ---

function nameOf(element) {
  return element && element !== body ? element.id || element.getAttribute("href") || element.textContent : null;
}

async function refresh(part) {
  if (part.matches(":focus-within") && document.activeElement.matches("input, select, textarea")) return;
  const address = new URL(location.href);
  address.searchParams.set("fragment", part.dataset.live);
  const answer = await fetch(address, { headers: { Accept: "text/html" }, redirect: "error" });
  if (answer.status === 401) return location.reload();
  if (!answer.ok) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = await answer.text(); // our own server's, escaped there; scripts in it never run
  showTimes(fresh.content);
  showCopy(fresh.content);
  const open = [...part.querySelectorAll("details")].map((one) => one.open);
  fresh.content.querySelectorAll("details").forEach((one, i) => { if (i < open.length) one.open = open[i]; });
  const focused = part.contains(document.activeElement) ? nameOf(document.activeElement) : null;
  const scrolled = [...part.querySelectorAll("pre, .table-wrap")].map((one) => [one.scrollLeft, one.scrollTop]);
  part.replaceChildren(fresh.content);
  part.querySelectorAll("pre, .table-wrap").forEach((one, i) => { if (scrolled[i]) [one.scrollLeft, one.scrollTop] = scrolled[i]; });
  if (focused) [...part.querySelectorAll("a, button, summary, [tabindex]")].find((one) => nameOf(one) === focused)?.focus({ preventScroll: true });
}

function concerns(element, topics) {
  return (element.dataset.topics || "").split(" ").some((topic) => topics.includes(topic));
}

function changed(topics) {
  for (const part of document.querySelectorAll("[data-live]")) if (concerns(part, topics)) refresh(part).catch(() => {});
  for (const chart of document.querySelectorAll("[data-chart]")) if (concerns(chart, topics)) chart.dispatchEvent(new Event("stale"));
}

function listen() {
  if (!document.querySelector("[data-live]") || !window.EventSource) return;
  const about = new URLSearchParams({ since: body.dataset.since });
  if (body.dataset.job) about.set("job", body.dataset.job);
  const source = new EventSource("/live?" + about);
  const note = document.getElementById("stream");
  let lost = false;
  source.addEventListener("changed", (event) => {
    const said = JSON.parse(event.data);
    showAttention(said.attention);
    changed(said.topics);
    body.dataset.stream = "open";
  });
  source.onopen = () => {
    note.hidden = true;
    if (lost) changed([...new Set([...document.querySelectorAll("[data-topics]")].flatMap((one) => one.dataset.topics.split(" ")))]);
    lost = false;
  };
  source.onerror = () => {
    lost = true;
    note.textContent = "Not live at the moment; trying again.";
    note.hidden = false;
    if (source.readyState === EventSource.CLOSED) setTimeout(again, 5000); // refused: a browser does not ask twice
  };
  addEventListener("pagehide", () => source.close());
}

// The page's parts are fetched again, which leads to the login when the session has ended; then it listens as before.
async function again() {
  for (const part of document.querySelectorAll("[data-live]")) await refresh(part).catch(() => {});
  listen();
}

// --- while the service starts again: it is gone, and then it is back ---

async function wait(gone) {
  try {
    const answer = await fetch("/healthz", { cache: "no-store" });
    if (gone && answer.ok) return location.replace("/");
  } catch { gone = true; }
  setTimeout(wait, 300, gone);
}
if (document.querySelector("[data-waits]")) wait(false);

showTimes(document);
showCopy(document);
showAttention(Number(body.dataset.attention));
setInterval(() => showTimes(document), 15000);
listen();
