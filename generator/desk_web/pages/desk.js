// Keys for the desk. Every key presses a button or follows a link of the page, so all of it works without this script.
"use strict";

const ALIASES = { j: "n" };
const keys = document.getElementById("keys");
const help = document.getElementById("help");
let isSent = false;

function isTyping(target) {
  return target instanceof HTMLElement && (target.matches("input, textarea, select") || target.isContentEditable);
}

function use(target) {
  if (target.matches("input")) {
    target.focus();
    target.select();
  } else {
    isSent = target !== help;
    target.click();
  }
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (isTyping(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  if (event.repeat || isSent || keys.open) return;
  const key = event.shiftKey ? event.key : event.key.toLowerCase(); // also with caps lock
  const letter = ALIASES[key] ?? key;
  const target = [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === letter);
  if (target) {
    event.preventDefault();
    use(target);
  }
});

help.hidden = false;
help.addEventListener("click", () => keys.showModal());

// A form is sent only once while its answer is on the way.
document.addEventListener("submit", (event) => {
  if (event.target.method === "dialog") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "yes";
  isSent = true;
});

// When the browser shows the page again from its memory, its forms work again.
window.addEventListener("pageshow", () => {
  isSent = false;
  for (const form of document.forms) delete form.dataset.sent;
});

// Screen readers announce a status only if it changes after loading: first the last change, then the question.
const note = document.getElementById("note");
if (note) {
  const announcement = document.createElement("p");
  announcement.className = "said";
  announcement.setAttribute("aria-live", "polite");
  document.body.append(announcement);
  note.removeAttribute("role");
  setTimeout(() => { announcement.textContent = note.textContent; }, 300);
}
const invalid = document.querySelector("[aria-invalid]");
(invalid ?? document.querySelector("h1[tabindex]"))?.focus({ preventScroll: !invalid });
invalid?.select();
