"use strict";
// Reckons every hash of the page again from what the page shows, and the hash of a file that the reader chooses.
(() => {
  const verdict = document.getElementById("verdict");
  if (!globalThis.crypto?.subtle) {
    verdict.textContent = "This browser cannot reckon hashes here.";
    return;
  }
  const hash = async (bytes) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
    .map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const seal = (list) => hash(new TextEncoder().encode(JSON.stringify(list)));
  const text = (element, selector) => element.querySelector(selector).textContent;
  const wrong = [];
  const compare = async (element, list) => {
    const found = await seal(list);
    if (found !== element.dataset.sha256) {
      element.classList.add("wrong");
      wrong.push(element);
    }
    return found;
  };
  const check = async () => {
    const bundle = document.getElementById("bundle");
    const facts = new Map();
    let quotes = 0;
    for (const fact of document.querySelectorAll(".fact")) {
      const below = [];
      for (const one of fact.querySelectorAll(".evidence")) {
        const data = one.dataset;
        below.push(await compare(one, [data.statement, data.source, Number(data.start), Number(data.end), data.modality,
          data.when, text(one, ".before"), text(one, "mark"), text(one, ".after"), data.verbatim]));
        quotes += 1;
      }
      const reasons = [...fact.querySelectorAll(".reason")].map((reason) => reason.textContent);
      facts.set(`#${fact.id}`, await compare(fact, [fact.dataset.id, text(fact, ".standing"), reasons, below]));
    }
    const claims = [];
    for (const claim of document.querySelectorAll(".claim")) {
      const below = [...claim.querySelectorAll(".to a")].map((link) => facts.get(link.getAttribute("href")) ?? "");
      claims.push(await compare(claim, [text(claim, ".text"), below]));
    }
    await compare(bundle, [bundle.dataset.title, bundle.dataset.on, claims]);
    verdict.className = wrong.length ? "bad" : "good";
    verdict.textContent = wrong.length ?
      `Changed: ${wrong.length} of the hashes do not fit what the page shows.` :
      `Unchanged: ${claims.length} claims, ${facts.size} facts and ${quotes} quotes fit their hashes and the seal.`;
  };
  const file = document.getElementById("file");
  document.getElementById("bytes").hidden = false;
  file.addEventListener("change", async () => {
    const found = await hash(await file.files[0].arrayBuffer());
    const source = [...document.querySelectorAll(".source")].find((one) => one.dataset.source === found);
    document.getElementById("told").textContent = source ?
      `These are the bytes of: ${source.firstChild.textContent.trim()}` : `No source has these bytes (SHA-256 ${found}).`;
  });
  check();
})();
