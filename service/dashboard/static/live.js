// Makes an open page live: parts are fetched again when something of theirs changed. Everything works without this file.
"use strict";

const body = document.body;
let plainTitle = document.title;

// --- times: in the reader's own zone; the exact UTC stays in the hover ---

const units = [["d", 86400], ["h", 3600], ["min", 60], ["s", 1]];
const clock = { hour: "2-digit", minute: "2-digit" };
const formats = new Map();

// "5 Nov, 14:03", with the year unless it is this one, and with seconds where they tell an order.
function local(moment, seconds) {
  const year = moment.getFullYear() === new Date().getFullYear() ? undefined : "numeric";
  const key = year + " " + seconds;
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(undefined, { day: "numeric", month: "short", year, ...clock, second: seconds ? "2-digit" : undefined }));
  return formats.get(key).format(moment);
}

// As words.ago on the server says it.
function ago(moment, about) {
  const seconds = Math.round((Date.now() - moment) / 1000), parts = [];
  let left = Math.abs(seconds);
  for (const [name, unit] of units) {
    const count = Math.floor(left / unit);
    left %= unit;
    if (count || parts.length) parts.push([count, name]);
  }
  if (!parts.length) return "now";
  if (seconds > 0) return parts[0].join(" ") + " ago";
  const said = parts.slice(0, 2).filter(([count, name]) => count && (name !== "s" || parts.length === 1));
  return (about ? "in about " : "in ") + said.map((part) => part.join(" ")).join(" ");
}

function showTimes(root) {
  for (const time of root.querySelectorAll("time[datetime]")) {
    const moment = new Date(time.dateTime);
    if (isNaN(moment)) continue;
    const exact = local(moment, "seconds" in time.dataset);
    const shown = "ago" in time.dataset ? ago(moment, time.dataset.ago) : exact;
    if (time.textContent !== shown) time.textContent = shown;
    if ("ago" in time.dataset && !time.dataset.exact) {
      time.dataset.exact = time.title;
      time.title = exact + " · " + time.title;
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
  body.dataset.attention = count;
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
  const text = await answer.text();
  if (part.shown === text) return; // what somebody points at stays where it is
  part.shown = text;
  const fresh = document.createElement("template");
  fresh.innerHTML = text; // our own server's, escaped there; scripts in it never run
  showTimes(fresh.content);
  showCopy(fresh.content);
  const open = new Map([...part.querySelectorAll("details")].map((one) => [one.firstElementChild.textContent, one.open]));
  for (const one of fresh.content.querySelectorAll("details")) one.open = open.get(one.firstElementChild.textContent) ?? one.open;
  const focused = part.contains(document.activeElement) ? nameOf(document.activeElement) : null;
  const scrolled = [...part.querySelectorAll("pre, .table-wrap")].map((one) => [one.scrollLeft, one.scrollTop]);
  part.replaceChildren(fresh.content);
  const titled = part.querySelector("[data-title]");
  if (titled) {
    plainTitle = titled.dataset.title;
    showAttention(Number(body.dataset.attention));
  }
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
