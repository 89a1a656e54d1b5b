"use strict";
// The page reads well without this: it adds the search and the choice of colours.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const input = document.getElementById("q");
  const found = document.getElementById("found");
  const nothing = document.getElementById("nothing");
  // Where a part is declared is not what it is about.
  const text = (node) => {
    const copy = node.cloneNode(true);
    for (const at of copy.querySelectorAll(".at")) at.remove();
    return copy.textContent.toLowerCase();
  };

  // Read once: searching touches nothing but `hidden`.
  const parts = all("[data-part]").map((node) => {
    const rows = (within) => all("[data-row]", within).map((row) => ({ node: row, text: text(row) }));
    const items = all("[data-item]", node).map((item) => ({
      node: item,
      text: text(item.querySelector("[data-head]")),
      rows: rows(item),
      folded: all("details", item),
      blocks: all("[data-block], table, .rules, .values", item),
      link: document.querySelector(`[data-of="${CSS.escape(item.id)}"]`),
    }));
    const loose = rows(node).filter((row) => !row.node.closest("[data-item]"));
    return { node, items, loose };
  });
  const opened = new Set();

  const search = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    const searching = words.length > 0;
    let count = 0;
    document.body.classList.toggle("searching", searching);
    for (const part of parts) {
      let seen = false;
      for (const item of part.items) {
        // What the head says holds for every row below it.
        const left = words.filter((word) => !item.text.includes(word));
        const whole = left.length === 0;
        let rows = 0;
        for (const row of item.rows) {
          const hit = whole || left.every((word) => row.text.includes(word));
          row.node.hidden = searching && !hit;
          if (searching && hit && !whole) rows += 1;
        }
        for (const block of item.blocks) {
          const hits = block.querySelector("[data-row]:not([hidden])");
          (block.closest(".scroll") ?? block).hidden = searching && !whole && !hits;
        }
        for (const fold of item.folded) {
          const hits = fold.querySelector("[data-row]:not([hidden])");
          fold.hidden = searching && !whole && !hits;
          if (searching && hits && !whole && !fold.open) {
            fold.open = true;
            opened.add(fold);
          } else if ((!searching || whole) && opened.delete(fold)) {
            fold.open = false;
          }
        }
        item.node.classList.toggle("rows-only", searching && !whole);
        item.node.hidden = searching && !whole && rows === 0;
        if (item.link) item.link.hidden = item.node.hidden;
        if (!item.node.hidden) seen = true;
        if (searching) count += whole ? 1 : rows;
      }
      for (const row of part.loose) {
        const hit = words.every((word) => row.text.includes(word));
        row.node.hidden = searching && !hit;
        const link = row.node.id && document.querySelector(`[data-of="${CSS.escape(row.node.id)}"]`);
        if (link) link.hidden = row.node.hidden;
        if (hit) seen = true;
        if (searching && hit) count += 1;
      }
      part.node.hidden = searching && !seen;
    }
    for (const list of all("nav ul")) {
      const hidden = searching && !list.querySelector("li[data-of]:not([hidden])");
      list.hidden = hidden;
      if (list.previousElementSibling?.matches("h2")) list.previousElementSibling.hidden = hidden;
    }
    nothing.hidden = !searching || count > 0;
    found.textContent = searching ? `${count} ${count === 1 ? "match" : "matches"}` : "";
    highlight(words);
  };

  const highlight = (words) => {
    if (!CSS.highlights) return;
    CSS.highlights.delete("found");
    if (words.length === 0) return;
    const ranges = [];
    const walk = document.createTreeWalker(document.getElementById("content"), NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node && ranges.length < 2000; node = walk.nextNode()) {
      const lower = node.data.toLowerCase();
      if (lower.length !== node.data.length) continue;
      for (const word of words) {
        for (let at = lower.indexOf(word); at >= 0; at = lower.indexOf(word, at + word.length)) {
          const range = new Range();
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };

  const set = (value) => {
    input.value = value;
    search();
  };
  // `#q=total` is a search that can be sent to somebody; any other anchor is shown, whatever is searched for.
  const follow = () => {
    const wanted = location.hash.slice(1);
    if (wanted.startsWith("q=")) {
      let value = wanted.slice(2);
      try { value = decodeURIComponent(value); } catch { /* as it stands */ }
      return set(value);
    }
    const target = document.getElementById(wanted);
    if (!target) return;
    if (target.closest("[hidden]")) set("");
    target.scrollIntoView();
  };

  document.getElementById("search").hidden = false;
  input.addEventListener("input", search);
  input.addEventListener("change", () => {
    const hash = input.value.trim() ? `#q=${encodeURIComponent(input.value.trim())}` : location.pathname + location.search;
    try { history.replaceState(null, "", hash); } catch { /* some places forbid it */ }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-clear]")) return;
    set("");
    input.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && document.activeElement === input) {
      set("");
      input.blur();
    }
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
  addEventListener("hashchange", follow);

  const narrow = matchMedia("(max-width: 60rem)");
  const contents = document.querySelector(".contents");
  const fold = () => { contents.open = !narrow.matches; };
  narrow.addEventListener("change", fold);
  contents.addEventListener("click", (event) => {
    if (narrow.matches && event.target.closest("a")) contents.open = false;
  });
  fold();

  const theme = document.getElementById("theme");
  const themes = { auto: ["◐", "as the system"], light: ["☀", "light"], dark: ["☾", "dark"] };
  const names = Object.keys(themes);
  const colour = (name) => {
    const [sign, words] = themes[name];
    document.documentElement.dataset.theme = name;
    theme.textContent = sign;
    theme.title = `Colours: ${words}`;
    theme.setAttribute("aria-label", `Colours: ${words}`);
  };
  let chosen = "auto";
  try { chosen = localStorage.getItem("bindery-theme") ?? "auto"; } catch { /* not remembered */ }
  if (!names.includes(chosen)) chosen = "auto";
  colour(chosen);
  theme.hidden = false;
  theme.addEventListener("click", () => {
    chosen = names[(names.indexOf(chosen) + 1) % names.length];
    colour(chosen);
    try { localStorage.setItem("bindery-theme", chosen); } catch { /* not remembered */ }
  });

  // Paper cannot be unfolded.
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = all("details.fields:not([open])");
    for (const it of unfolded) it.open = true;
  });
  addEventListener("afterprint", () => {
    for (const it of unfolded) it.open = false;
  });

  follow();
})();
