/* A draft in several steps: words counted against their limit, questions that follow from a choice, and what the last
   save came to (autosave.js sends it): how much of each step is done, and what is left on this one. */

function wordsIn(text) {
  return text.split(/\s+/).filter(Boolean).length;
}

for (const input of document.querySelectorAll("[data-words]")) {
  const said = document.createElement("p");
  said.className = "field-hint word-count";
  input.after(said);
  const count = () => {
    const now = wordsIn(input.value);
    const most = Number(input.dataset.words);
    said.textContent = (now > most ? input.dataset.wordsOver : input.dataset.wordsNow)
      .replace("{now}", now).replace("{most}", most).replace("{over}", now - most);
    said.classList.toggle("word-count-over", now > most);
  };
  input.addEventListener("input", count);
  count();
}

const follows = [...document.querySelectorAll("[data-shown-if]")].map((input) => {
  const [name, value] = input.dataset.shownIf.split("=");
  return { field: input.closest(".field"), name, value };
});

function isChosen({ name, value }) {
  const asked = [...document.getElementsByName(name)];
  if (!asked.length) return true;
  return asked.some((each) => each.value === value && each.checked && !each.closest("[hidden]"));
}

function show() {
  for (const each of follows) if (each.field) each.field.hidden = !isChosen(each);
}

if (follows.length) {
  document.addEventListener("change", show);
  show();
}

function progress({ percent, steps, gaps }) {
  const whole = document.querySelector("[data-percent]");
  if (whole) whole.textContent = percent;
  for (const [name, note] of Object.entries(steps)) {
    const step = document.querySelector(`[data-step="${CSS.escape(name)}"]`);
    if (!step) continue;
    step.querySelector("[data-step-note]").textContent = note;
    const done = step.querySelector("[data-step-done]");
    if (done && note) done.remove();
    if (!step.classList.contains("step-now")) {
      step.classList.toggle("step-done", !note);
      step.classList.toggle("step-coming", Boolean(note));
    }
  }
  const box = document.querySelector("[data-gaps]");
  if (!box) return;
  box.hidden = !gaps.length;
  box.querySelector("ul").replaceChildren(...gaps.map(({ anchor, text }) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${anchor}`;
    link.textContent = text;
    item.append(link);
    return item;
  }));
}

document.addEventListener("autosave:answered", ({ detail }) => {
  if (detail.progress) progress(detail.progress);
});

/* While the page is looked at it says so, and hears who else writes and whether somebody saved meanwhile. */
const others = document.querySelector("[data-others]");
const PAUSE = 40000;

async function ping() {
  const token = document.querySelector("[name=csrfmiddlewaretoken]");
  if (document.hidden || !token) return;
  const body = new FormData();
  body.append("ping", "1");
  body.append("since", others.dataset.since);
  body.append("csrfmiddlewaretoken", token.value);
  try {
    const answer = await fetch(others.dataset.ping, {
      method: "POST", body, redirect: "manual", headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    });
    if (!answer.ok) return;
    const { here, newer } = await answer.json();
    const words = [here, newer].filter(Boolean).join(" ");
    if (others.textContent !== words) others.textContent = words;
  } catch { /* a lost line is said where the text is saved */ }
}

if (others) {
  ping();
  setInterval(ping, PAUSE);
}
