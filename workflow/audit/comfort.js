// Comfort only: a search field and choices above long tables. Without it every row is there, and every link works.
"use strict";

for (const table of document.querySelectorAll("table[data-filter]")) {
  const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
  const bar = document.createElement("div");
  const count = document.createElement("output");
  const search = field("input", table.dataset.filter);
  search.control.type = "search";
  const choices = (table.dataset.choices || "").split(" ").filter(Boolean).map((name) => {
    const choice = field("select", name[0].toUpperCase() + name.slice(1));
    const values = [...new Set(rows.map((row) => row.dataset[name]))].sort();
    for (const value of ["", ...values]) {
      choice.control.append(new Option(value ? value.replace("_", " ") : "all", value));
    }
    return { name, ...choice };
  });

  function field(tag, words) {
    const label = document.createElement("label");
    const control = document.createElement(tag);
    label.append(words + " ", control);
    return { label, control };
  }

  function show() {
    const words = search.control.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      const fits = words.every((word) => text.includes(word))
        && choices.every(({ name, control }) => !control.value || row.dataset[name] === control.value);
      row.hidden = !fits;
      shown += fits;
    }
    count.value = shown === rows.length ? `${rows.length} rows` : `${shown} of ${rows.length} rows`;
  }

  bar.className = "filter";
  bar.append(search.label, ...choices.map(({ label }) => label), count);
  bar.addEventListener("input", show);
  table.parentElement.before(bar);
  show();
}
