/* Looks again every few seconds while [data-progress] says that it waits. Without this script there is a link. */

const PAUSE = 3000;

async function look() {
  const here = document.querySelector("[data-progress][data-waits]");
  if (!here) return;
  try {
    const answer = await fetch(window.location.href, { headers: { Accept: "text/html" } });
    if (answer.ok && !answer.redirected) {
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const there = page.querySelector("[data-progress]");
      if (there) here.replaceWith(there);
    }
  } catch {
    // No line: it is tried again.
  }
  window.setTimeout(look, PAUSE);
}

window.setTimeout(look, PAUSE);
