/* A form with data-autosave="<address>" saves itself: after two seconds of quiet, when it is left, when the page is
   hidden. The address answers {"saved_at": "09:41"}, with new values of hidden inputs in "fields" and something that the
   writer should read in "message". What could not be sent is kept on this device, sent again when the
   line is back, and offered when the page is opened again, to the person who typed it (data-owner) and no other. */

const QUIET = 2000;
const KEPT_DAYS = 14;
const PREFIX = "raboj:draft:";
const BACKOFF = [5000, 15000, 60000];

function cookie(name) {
  const found = document.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}

function entries(form) {
  return [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken" && !name.includes("password"),
  );
}

function forgetOld() {
  const limit = Date.now() - KEPT_DAYS * 86400000;
  for (const key of Object.keys(localStorage).filter((each) => each.startsWith(PREFIX))) {
    const kept = JSON.parse(localStorage.getItem(key));
    const isDone = kept.submitted && kept.page !== location.pathname && document.querySelector(".messages .note-kept");
    if (isDone || kept.at < limit) localStorage.removeItem(key);
  }
}

class Draft {
  constructor(form) {
    this.form = form;
    this.said = form.querySelector("[data-saved]");
    this.key = `${PREFIX}${form.dataset.owner || ""}:${form.dataset.autosave}`;
    this.sent = JSON.stringify(entries(form));
    this.tries = 0;
    this.offer();
    form.addEventListener("input", () => this.typed());
    form.addEventListener("change", () => this.typed());
    form.addEventListener("focusout", () => this.send());
    form.addEventListener("submit", () => this.keep({ submitted: true }));
    window.addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => { if (document.hidden) this.send({ keepalive: true }); });
  }

  words(name, facts = {}) {
    return Object.entries(facts).reduce((text, [key, value]) => text.replace(`{${key}}`, value), this.said.dataset[name]);
  }

  say(state, text) {
    this.said.dataset.state = state;
    this.said.textContent = text;
  }

  typed() {
    this.keep();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), QUIET);
  }

  keep(more = {}) {
    const kept = { at: Date.now(), page: location.pathname, values: entries(this.form), ...more };
    try { localStorage.setItem(this.key, JSON.stringify(kept)); } catch { /* a full or closed store keeps nothing */ }
  }

  async send({ keepalive = false } = {}) {
    clearTimeout(this.timer);
    const now = JSON.stringify(entries(this.form));
    if (now === this.sent || this.busy) return;
    const body = new FormData();
    entries(this.form).forEach(([name, value]) => body.append(name, value));
    body.append("csrfmiddlewaretoken", cookie("csrftoken") || this.form.elements.csrfmiddlewaretoken.value);
    const size = now.length;
    this.busy = true;
    this.say("busy", this.words("saving"));
    try {
      const answer = await fetch(this.form.dataset.autosave, {
        method: "POST", body, redirect: "manual", keepalive: keepalive && size < 60000,
        headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
      });
      await this.answered(answer, now);
    } catch {
      this.lost("offline", true);
    } finally {
      this.busy = false;
    }
  }

  async answered(answer, now) {
    if (answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403) return this.lost("ended", false);
    const isJson = (answer.headers.get("Content-Type") || "").startsWith("application/json");
    if (!answer.ok) return this.refused(isJson ? await answer.json() : {}, answer.status);
    const said = await answer.json();
    const { saved_at: savedAt, fields = {}, message = "" } = said;
    this.form.dispatchEvent(new CustomEvent("autosave:answered", { bubbles: true, detail: said }));
    const isSame = JSON.stringify(entries(this.form)) === now;
    for (const [name, value] of Object.entries(fields)) {
      if (this.form.elements[name]) this.form.elements[name].value = value;
    }
    this.sent = isSame ? JSON.stringify(entries(this.form)) : now;
    this.tries = 0;
    if (isSame) localStorage.removeItem(this.key);
    else this.timer = setTimeout(() => this.send(), QUIET);
    return this.say(message ? "lost" : "saved", message || this.words("savedAt", { time: savedAt }));
  }

  refused({ message }, status) {
    if (!message) return this.lost("failed", status >= 500);
    this.keep();
    return this.say("lost", message);
  }

  lost(word, again) {
    this.keep();
    this.say("lost", this.words(word));
    if (word === "ended" && this.said.dataset.login) this.said.append(" ", this.link());
    if (again) {
      this.timer = setTimeout(() => this.send(), BACKOFF[Math.min(this.tries, BACKOFF.length - 1)]);
      this.tries += 1;
    }
  }

  link() {
    const link = document.createElement("a");
    link.href = `${this.said.dataset.login}?next=${encodeURIComponent(location.pathname)}`;
    link.textContent = this.said.dataset.loginWords;
    return link;
  }

  offer() {
    const kept = JSON.parse(localStorage.getItem(this.key) || "null");
    if (!kept) return;
    if (JSON.stringify(kept.values) === this.sent) { localStorage.removeItem(this.key); return; }
    const template = this.form.querySelector("template[data-kept-offer]");
    if (!template) return;
    const box = template.content.firstElementChild.cloneNode(true);
    box.querySelector("[data-when]").textContent = new Date(kept.at).toLocaleString(
      document.documentElement.lang.replace(/^en$/, "en-GB"), { dateStyle: "long", timeStyle: "short" },
    );
    const isOlder = kept.at < Number(this.form.dataset.serverAt || 0) * 1000;
    const older = box.querySelector("[data-older]");
    if (older) older.hidden = !isOlder;
    box.querySelector("[data-take]").addEventListener("click", () => { this.put(kept.values); box.remove(); this.typed(); });
    box.querySelector("[data-drop]").addEventListener("click", () => { localStorage.removeItem(this.key); box.remove(); });
    template.after(box);
  }

  put(values) {
    for (const set of this.form.querySelectorAll("[data-rows]")) {
      const wanted = values.find(([name]) => name === `${set.dataset.rows}-TOTAL_FORMS`);
      const total = this.form.elements[`${set.dataset.rows}-TOTAL_FORMS`];
      for (let more = wanted ? Number(wanted[1]) - Number(total.value) : 0; more > 0; more -= 1) {
        set.dispatchEvent(new CustomEvent("rows:add"));
      }
    }
    for (const input of this.form.querySelectorAll("input, select, textarea")) {
      if (!input.name || input.type === "file" || input.name === "csrfmiddlewaretoken" || input.name.includes("password")) continue;
      const mine = values.filter(([name]) => name === input.name).map(([, value]) => value);
      if (input.type === "checkbox" || input.type === "radio") input.checked = mine.includes(input.value);
      else if (input.multiple) [...input.options].forEach((option) => { option.selected = mine.includes(option.value); });
      else if (mine.length) [input.value] = mine;
    }
  }
}

try {
  forgetOld();
  for (const form of document.querySelectorAll("form[data-autosave]")) new Draft(form);
  for (const leave of document.querySelectorAll("form[data-log-out]")) {
    leave.addEventListener("submit", () => {
      Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
    });
  }
} catch { /* without a store the form is an ordinary one */ }
