"use strict";
// Finds articles in the browser: the index is loaded once, at the first letter typed.
(() => {
  const form = document.querySelector(".search");
  const box = form.querySelector("input");
  const list = form.querySelector("ol");
  const { root, year } = form.dataset;
  let index = null;

  // The same words as `search_words` of the program that wrote the index.
  const wordsOf = (text) =>
    (text.toLowerCase().replace(/[(),$'’]/g, "").match(/[a-z0-9½%]+/g) ?? []).map((word) =>
      word.replace(/(?<=[a-z]{3})s$/, ""));

  const best = (words, count) => {
    const scores = new Map();
    for (const word of new Set(words)) {
      const whole = Object.hasOwn(index.words, word) ? [index.words[word]] : [];
      const begun = whole.length || word !== words.at(-1) || word.length < 3 ? []
        : Object.keys(index.words).filter((one) => one.startsWith(word)).slice(0, 20).map((one) => index.words[one]);
      for (const posting of [...whole, ...begun]) {
        for (let at = 0; at < posting.length; at += 2) {
          scores.set(posting[at], (scores.get(posting[at]) ?? 0) + posting[at + 1]);
        }
      }
    }
    return [...scores].sort((one, other) => other[1] - one[1]).slice(0, count).map(([place]) => index.titles[place]);
  };

  const show = (found, asked) => {
    list.replaceChildren(...found.map(([id, title]) => {
      const link = document.createElement("a");
      link.href = `${root}${year}/${id}.html`;
      link.textContent = title;
      const row = document.createElement("li");
      row.append(link);
      return row;
    }));
    if (asked && !found.length) {
      const row = document.createElement("li");
      row.textContent = "Nothing found. Try other words.";
      list.append(row);
    }
    list.hidden = !asked;
  };

  const loaded = () => new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `${root}search-index.js`;
    script.onload = () => resolve(window.searchIndex);
    script.onerror = reject;
    document.head.append(script);
  });

  const search = async () => {
    index ??= await loaded();
    const words = wordsOf(box.value);
    show(words.length ? best(words, 8) : [], words.length > 0);
  };

  box.addEventListener("input", search);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    list.querySelector("a")?.click();
  });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) {
    box.value = asked;
    search();
  }
})();
