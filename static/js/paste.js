/* A block of cells copied from a spreadsheet and pasted into one input of a [data-rows] table fills the inputs to the
   right and below, with new rows where they are missing. What was done is said in [data-rows-said]. */

function cellsOf(text) {
  const rows = [];
  let row = [];
  let cell = "";
  let quoted = false;
  const body = text.replace(/\r\n?/g, "\n").replace(/\n$/, "");
  for (let i = 0; i < body.length; i += 1) {
    const letter = body[i];
    if (quoted && letter === '"' && body[i + 1] === '"') { cell += '"'; i += 1; }
    else if (quoted && letter === '"') quoted = false;
    else if (!quoted && letter === '"' && cell === "") quoted = true;
    else if (!quoted && letter === "\t") { row.push(cell); cell = ""; }
    else if (!quoted && letter === "\n") { rows.push([...row, cell]); row = []; cell = ""; }
    else cell += letter;
  }
  rows.push([...row, cell]);
  return rows;
}

function inputsOf(row) {
  return [...row.querySelectorAll("input, select, textarea")].filter(
    (input) => !["hidden", "file", "checkbox", "radio"].includes(input.type) && !input.disabled && !input.readOnly,
  );
}

function isoDate(text) {
  const parts = text.match(/^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/);
  return parts ? `${parts[3]}-${parts[2].padStart(2, "0")}-${parts[1].padStart(2, "0")}` : text;
}

function put(input, text) {
  const value = input.tagName === "TEXTAREA" ? text.trim() : text.trim().replace(/\s*\n\s*/g, " ");
  if (input.tagName === "SELECT") {
    const wanted = value.toLocaleLowerCase();
    const option = [...input.options].find(
      (each) => each.value.toLocaleLowerCase() === wanted || each.text.trim().toLocaleLowerCase() === wanted,
    );
    if (!option) return value === "";
    input.value = option.value;
  } else {
    const wanted = input.type === "date" ? isoDate(value) : value;
    input.value = wanted;
    if (input.value.replace(/\r/g, "") !== wanted) return false;
  }
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
  return true;
}

function fill(set, start, cells) {
  const body = set.querySelector("[data-rows-body]");
  const first = start.closest("[data-rows-body] > *");
  const column = inputsOf(first).indexOf(start);
  const from = [...body.children].indexOf(first);
  let left = 0;
  cells.forEach((line, down) => {
    if (!body.children[from + down]) set.dispatchEvent(new CustomEvent("rows:add"));
    const row = body.children[from + down];
    const inputs = row ? inputsOf(row) : [];
    line.forEach((cell, across) => {
      const input = inputs[column + across];
      if (!(input ? put(input, cell) : cell.trim() === "")) left += 1;
    });
  });
  return left;
}

for (const set of document.querySelectorAll("[data-rows]")) {
  set.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text/plain");
    const start = event.target;
    if (!/[\t\n]/.test(text.replace(/\r?\n$/, "")) || !start.closest("[data-rows-body]")) return;
    if (start.tagName === "TEXTAREA" && !text.includes("\t")) return;
    event.preventDefault();
    const cells = cellsOf(text);
    const left = fill(set, start, cells);
    const said = set.querySelector("[data-rows-said]");
    if (said) {
      const words = left ? said.dataset.left : said.dataset.pasted;
      said.textContent = words.replace("{rows}", cells.length).replace("{left}", left);
    }
  });
}
