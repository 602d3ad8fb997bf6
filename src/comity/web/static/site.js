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
