// Makes the pages handier; each of them works without it. Nothing is asked of any other host.
"use strict";

// A year's slider sets the date, and shows the page of that day when it is let go.
for (const slider of document.querySelectorAll("input[data-year]")) {
  const label = slider.closest("label");
  const date = slider.form.elements.on;
  const shown = label.querySelector("output");
  label.hidden = false;
  slider.addEventListener("input", () => {
    const day = (date.value || `${slider.value}-01-01`).slice(4);
    date.value = `${slider.value}${day === "-02-29" ? "-02-28" : day}`;
    shown.value = slider.value;
  });
  slider.addEventListener("change", () => slider.form.requestSubmit());
}

// Empty fields do not go into addresses, which people keep and pass on.
for (const form of document.querySelectorAll("form:not([method=post])")) {
  form.addEventListener("submit", () => {
    for (const field of form.querySelectorAll("input")) {
      if (field.name && !field.value) field.disabled = true;
    }
  });
}
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form:not([method=post]) input:disabled")) field.disabled = false;
});

// Escape closes what is open around the focus.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const open = document.activeElement.closest("details[open]");
  if (open) {
    open.open = false;
    open.querySelector("summary").focus();
  }
});

// The queue by keyboard: j and k go on and back, a accepts, r rejects once there is a reason, o opens the kept page.
const items = [...document.querySelectorAll("[data-item]")];
function go(step) {
  const at = items.indexOf(document.activeElement.closest("[data-item]"));
  const next = items[Math.min(items.length - 1, Math.max(0, at + step))];
  if (next) next.focus();
}
function press(item, verb) {
  const form = item.querySelector("form.decide");
  if (!form) return;
  const why = form.querySelector("[data-why]");
  if (verb === "reject" && !why.value) why.focus();
  else form.querySelector(`button[value=${verb}]`).click();
}
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (!items.length || typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const item = document.activeElement.closest("[data-item]");
  if (event.key === "j") go(1);
  else if (event.key === "k") go(-1);
  else if (!item) return;
  else if (event.key === "a") press(item, "accept");
  else if (event.key === "r") press(item, "reject");
  else if (event.key === "o") item.querySelector("a.kept")?.click();
  else return;
  event.preventDefault();
});

// Files may be dropped anywhere on the page that takes them.
const drop = document.querySelector(".drop");
if (drop) {
  const input = drop.querySelector("input");
  document.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
  document.addEventListener("dragleave", () => drop.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    input.files = event.dataTransfer.files;
  });
}
