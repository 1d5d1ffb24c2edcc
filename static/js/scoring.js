/* On a sheet of scores a digit chooses the points of the scale that has the focus. Without this the arrows do. */

for (const scale of document.querySelectorAll("[data-scale]")) {
  scale.addEventListener("keydown", (event) => {
    if (!/^[0-9]$/.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return;
    const wanted = scale.querySelector(`input[type="radio"][value="${event.key}"]`);
    if (!wanted || wanted.disabled) return;
    event.preventDefault();
    wanted.checked = true;
    wanted.focus();
    wanted.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
