"use strict";
// Finds pairs by the beginnings of words in the names or codes of their states. `COMITY` comes from pairs.js.
(() => {
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const box = document.getElementById("search");
  const input = document.getElementById("words");
  const list = document.getElementById("results");
  const told = document.getElementById("found");
  const most = 60;
  const keys = COMITY.states.map(([code, ...names]) =>
    plain([code, ...names].join(" ")).split(/[^\p{L}\p{N}]+/u));
  const fits = (key, word) => key.some((one) => one.startsWith(word));
  const search = () => {
    const words = plain(input.value).split(/[^\p{L}\p{N}]+/u).filter(Boolean);
    list.replaceChildren();
    told.textContent = "";
    if (!words.length) return;
    const found = COMITY.pairs.filter(([a, b]) => words.every((word) => fits(keys[a], word) || fits(keys[b], word)));
    const both = ([a, b]) => words.some((word) => fits(keys[a], word)) && words.some((word) => fits(keys[b], word));
    found.sort((x, y) => both(y) - both(x));
    for (const [a, b, file] of found.slice(0, most)) {
      const link = document.createElement("a");
      link.href = `pairs/${file}`;
      link.textContent = `${COMITY.states[a][1]} – ${COMITY.states[b][1]}`;
      const item = document.createElement("li");
      item.append(link);
      list.append(item);
    }
    told.textContent = found.length > most ? `${found.length} pairs, the first ${most} shown` :
      `${found.length} ${found.length === 1 ? "pair" : "pairs"}`;
  };
  box.hidden = false;
  input.addEventListener("input", search);
  search();
})();
