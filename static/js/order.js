/* Questions are put into another place by dragging, or by Alt with the arrow keys; the buttons of each row do the same
   without this script. [data-order-list] names a section, [data-order-item] the address that moves an item. */

const said = document.querySelector("[data-order-said]");
const token = document.querySelector("input[name=csrfmiddlewaretoken]");
let dragged = null;
let home = null;

if (said) said.textContent = said.dataset.how;

async function put(item) {
  const list = item.closest("[data-order-list]");
  const place = [...list.querySelectorAll("[data-order-item]")].indexOf(item) + 1;
  const body = new URLSearchParams({ csrfmiddlewaretoken: token.value, place, section: list.dataset.orderList });
  try {
    await fetch(item.dataset.orderItem, { method: "POST", body, redirect: "manual" });
  } catch {
    if (said) said.textContent = said.dataset.failed;
  }
  // The page says what came of it: a question never stands before the choice on which it depends.
  window.location.hash = item.id;
  window.location.reload();
}

function under(list, y) {
  return [...list.querySelectorAll("[data-order-item]")].find((each) => {
    const box = each.getBoundingClientRect();
    return each !== dragged && y < box.top + box.height / 2;
  });
}

for (const item of document.querySelectorAll("[data-order-item]")) {
  item.draggable = true;
  item.addEventListener("dragstart", (event) => {
    dragged = item;
    home = { list: item.parentNode, next: item.nextSibling };
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", item.id);
  });
  item.addEventListener("dragend", () => {
    // Let go of outside every section, or given up: it stands again where it was.
    if (home) home.list.insertBefore(item, home.next);
    dragged = null;
    home = null;
  });
  item.addEventListener("keydown", (event) => {
    const to = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    if (!event.altKey || !to) return;
    event.preventDefault();
    item.querySelector(`button[name=to][value=${to}]`).click();
  });
}

for (const list of document.querySelectorAll("[data-order-list]")) {
  list.addEventListener("dragover", (event) => {
    if (!dragged) return;
    event.preventDefault();
    list.insertBefore(dragged, under(list, event.clientY) || null);
  });
  list.addEventListener("drop", (event) => {
    if (!dragged) return;
    event.preventDefault();
    home = null;
    put(dragged);
  });
}
