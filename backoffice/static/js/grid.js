// Tables with data-grid: j and k move between rows, Enter opens a row, x (a data-key) selects it, the count is told.
const focusable = "a[href], button, input:not([hidden]), select";

document.addEventListener("keydown", (event) => {
  const step = { KeyJ: 1, KeyK: -1, ArrowDown: 1, ArrowUp: -1 }[event.code];
  const grid = event.target.closest?.("[data-grid]");
  if (!grid || !step || event.isComposing || event.target.matches("select, input[type=text], textarea")) return;
  event.preventDefault();
  const rows = [...grid.querySelectorAll("tbody tr")].filter((row) => row.querySelector(focusable));
  const at = rows.indexOf(event.target.closest("tr"));
  const next = rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
  (next?.querySelector("[data-open]") ?? next?.querySelector(focusable))?.focus();
});

for (const all of document.querySelectorAll("[data-select-all]")) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of boxesOf(all)) box.checked = all.checked;
    tell(all);
  });
}

document.addEventListener("change", (event) => {
  if (event.target.closest(".table__select")) tell(event.target);
});

function boxesOf(element) {
  return [...element.closest("table").querySelectorAll("tbody .table__select input")];
}

function tell(element) {
  const count = boxesOf(element).filter((box) => box.checked).length;
  const told = (element.closest("form") ?? document).querySelector("[data-selected]");
  if (told) told.textContent = told.dataset.words.replace("0", count);
}
