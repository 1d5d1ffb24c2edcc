/* Adds a row to a formset: [data-rows] holds a <template>, a [data-rows-body] and a button [data-add-row].
   Without this script the page offers a few empty rows and a "save and add more". Others ask for rows by sending
   the event "rows:add" to the [data-rows] element. */

function totalOf(set) {
  return set.querySelector(`input[name="${CSS.escape(set.dataset.rows)}-TOTAL_FORMS"]`);
}

function addRow(set) {
  const total = totalOf(set);
  const limit = Number(set.dataset.rowsMost || 1000);
  const index = Number(total.value);
  if (index >= limit) return null;
  const made = document.createElement("template");
  made.innerHTML = set.querySelector("template[data-row]").innerHTML.replaceAll("__prefix__", index);
  const row = made.content.querySelector("tbody").firstElementChild;
  set.querySelector("[data-rows-body]").append(row);
  total.value = index + 1;
  return row;
}

for (const set of document.querySelectorAll("[data-rows]")) {
  const button = set.querySelector("[data-add-row]");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const row = addRow(set);
      const first = row && row.querySelector("input:not([type=hidden]), select, textarea");
      if (first) first.focus();
    });
  }
  set.addEventListener("rows:add", () => addRow(set));
}
