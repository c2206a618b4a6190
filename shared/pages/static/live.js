// Keeps the regions of a page current: one stream, fragments replaced by id.
// A paused page, or one in a hidden tab, has no stream open; without script the page is complete.

const SPEAK_EVERY = 30_000;
const TRY_AGAIN_AFTER = 5_000;
const TINTED_FOR = 1_600;

const page = document.querySelector("[data-stream]");
const connection = document.getElementById("connection");
const button = document.getElementById("pause");
const status = document.getElementById("said");
const waiting = new Map();
let stream = null;
let paused = false;
let retry = 0;
let spokenAt = Date.now();

function show(state) {
  const clock = document.getElementById("as-of").dataset.clock;
  connection.dataset.state = state;
  connection.querySelector(".said").textContent = connection.dataset[state].replace("{time}", clock);
}

function figures(region) {
  return new Map([...region.querySelectorAll("[data-figure]")].map((e) => [e.dataset.figure, e]));
}

function replace(id, html) {
  const old = document.getElementById(id);
  if (!old) return;
  if (old.contains(document.activeElement)) {
    waiting.set(id, html);
    return;
  }
  waiting.delete(id);
  const parsed = document.createElement("template");
  parsed.innerHTML = html;
  const fresh = parsed.content.firstElementChild;
  for (const open of old.querySelectorAll("details[open][id]")) {
    fresh.querySelector(`#${open.id}`)?.setAttribute("open", "");
  }
  const before = figures(old);
  for (const [name, figure] of figures(fresh)) {
    if (before.has(name) && before.get(name).textContent.trim() !== figure.textContent.trim()) {
      figure.classList.add("changed");
      setTimeout(() => figure.classList.remove("changed"), TINTED_FOR);
    }
  }
  old.replaceWith(fresh);
}

function speak() {
  const sentence = document.getElementById("as-of").dataset.say;
  if (Date.now() - spokenAt < SPEAK_EVERY || status.textContent === sentence) return;
  status.textContent = sentence;
  spokenAt = Date.now();
}

function open() {
  clearTimeout(retry);
  if (stream || paused || document.hidden) return;
  show("connecting");
  stream = new EventSource(page.dataset.stream);
  stream.addEventListener("open", () => show("connected"));
  stream.addEventListener("board", (event) => {
    for (const [id, html] of Object.entries(JSON.parse(event.data).fragments)) replace(id, html);
    show("connected");
    speak();
  });
  stream.addEventListener("error", () => {
    show("disconnected");
    // The browser reconnects by itself and names the last event, unless the answer was refused.
    if (stream.readyState === EventSource.CLOSED) {
      stream = null;
      retry = setTimeout(open, TRY_AGAIN_AFTER);
    }
  });
}

function close() {
  clearTimeout(retry);
  stream?.close();
  stream = null;
}

button.hidden = false;
button.addEventListener("click", () => {
  paused = !paused;
  button.textContent = paused ? button.dataset.resume : button.dataset.pause;
  if (!paused) return open();
  close();
  show("paused");
});
document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
document.addEventListener("focusout", () =>
  setTimeout(() => waiting.forEach((html, id) => replace(id, html))),
);
addEventListener("pagehide", close);
addEventListener("pageshow", open);
