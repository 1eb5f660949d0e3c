// The desk from the keyboard. Everything here is there without it too: each key presses or follows what bears it.
"use strict";

const ALSO = { j: "n" };
const keys = document.getElementById("keys");
const help = document.getElementById("help");
let sent = false;

function isTyping(target) {
  return target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable);
}

function use(it) {
  if (it.matches("input")) {
    it.focus();
    it.select();
  } else {
    sent = it !== help;
    it.click();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.repeat || sent || keys.open) return;
  const key = event.shiftKey ? event.key : event.key.toLowerCase(); // with capitals locked too
  const letter = ALSO[key] ?? key;
  const it = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === letter);
  if (it) {
    event.preventDefault();
    use(it);
  }
});

help.hidden = false;
help.addEventListener("click", () => keys.showModal());

// A button that was pressed is not pressed again while its answer is on the way.
document.addEventListener("submit", (event) => {
  if (event.target.method === "dialog") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
  sent = true;
});

// A page that the browser shows again from its memory may be pressed anew.
window.addEventListener("pageshow", () => {
  sent = false;
  for (const form of document.forms) delete form.dataset.sent;
});

// Who listens hears what happened, then the question: a status is read out only where it changes after loading.
const note = document.getElementById("note");
if (note) {
  const said = document.createElement("p");
  said.className = "said";
  said.setAttribute("aria-live", "polite");
  document.body.append(said);
  note.removeAttribute("role");
  setTimeout(() => { said.textContent = note.textContent; }, 300);
}
const invalid = document.querySelector("[aria-invalid]");
(invalid ?? document.querySelector("h1[tabindex]"))?.focus({ preventScroll: !invalid });
invalid?.select();
