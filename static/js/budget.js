/* The sums of a budget as it is typed. The server counts again what is sent; both count in whole cents, and the amount
   of a period is the rounded amount up to its end less that up to its beginning (grants/budgeting.py). */

const THOUSAND = 1000n;

/* The number in `text` times 10^places, as the server would read it; null for none, NaN for what it would ask about. */
function read(text, places, { group, point }) {
  const bare = text.replace(/[\s\u00a0\u202f\u2009'’]+/g, "");
  if (!bare) return null;
  if (!/^(\d[\d.,]*|[.,]\d+)$/.test(bare)) return NaN;
  const marks = [...new Set(bare.replace(/\d/g, ""))];
  const grouped = /^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/.test(bare);
  const last = Math.max(bare.lastIndexOf("."), bare.lastIndexOf(","));
  const head = bare.slice(0, last);
  let digits = bare;
  if (marks.length === 2) {
    if (head.includes(bare[last]) || !/^[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*$/.test(head)) return NaN;
    digits = `${head.replace(/[.,]/g, "")}.${bare.slice(last + 1)}`;
  } else if (marks.length && head.includes(marks[0])) {
    if (!grouped) return NaN;
    digits = bare.replace(/[.,]/g, "");
  } else if (marks.length) {
    const decimal = `${head || "0"}.${bare.slice(last + 1) || "0"}`;
    if (!grouped || (marks[0] === point && places >= 3)) digits = decimal;
    else if (marks[0] === group && places < 3) digits = bare.replace(/[.,]/g, "");
    else return NaN;
  }
  const [whole, rest = ""] = digits.split(".");
  if (rest.replace(/0+$/, "").length > places || whole.length > 13) return NaN;
  return BigInt(whole + rest.slice(0, places).padEnd(places, "0"));
}

/* Quantity in thousandths × price in cents, in cents; half a cent rounds up. */
function amount(quantity, price) {
  return (quantity * price + THOUSAND / 2n) / THOUSAND;
}

function print(cents, { group, point }) {
  const digits = String(cents).padStart(3, "0");
  const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, group);
  return `${whole}${point}${digits.slice(-2)}`;
}

/* Hundredths of a percent, rounded half up. */
function share(part, whole) {
  return whole ? (part * 20000n + whole) / (whole * 2n) : null;
}

class Budget {
  constructor(set, panel) {
    this.set = set;
    this.panel = panel;
    this.marks = { group: panel.dataset.group, point: panel.dataset.point };
    set.addEventListener("input", () => this.count());
    set.addEventListener("change", () => this.count());
    this.count();
  }

  row(row) {
    const part = (name) => [...row.querySelectorAll(`[data-part="${name}"]`)];
    const quantities = part("quantity").map((input) => read(input.value, 3, this.marks));
    const price = read(part("unit_price")[0].value, 2, this.marks);
    const isWrong = [...quantities, price].some((each) => Number.isNaN(each));
    const isEmpty = price === null || quantities.every((each) => !each);
    const parts = [];
    if (!isWrong && !isEmpty) {
      let reached = 0n;
      for (const quantity of quantities) {
        const before = amount(reached, price);
        reached += quantity || 0n;
        parts.push(amount(reached, price) - before);
      }
    }
    const whole = parts.reduce((sum, each) => sum + each, 0n);
    row.querySelector("[data-row-amount]").textContent = isWrong ? "?" : (isEmpty ? "" : print(whole, this.marks));
    return { isWrong, parts, whole, category: part("category")[0].value, source: part("source")[0].value };
  }

  count() {
    const rows = [...this.set.querySelectorAll("[data-rows-body] > tr")].map((row) => this.row(row));
    const sum = (chosen) => chosen.reduce((total, row) => total + row.whole, 0n);
    const asked = rows.filter((row) => row.source === "requested");
    const facts = { whole: sum(rows), requested: sum(asked) };
    for (const cell of this.panel.querySelectorAll("[data-source]")) {
      cell.textContent = print(sum(rows.filter((row) => row.source === cell.dataset.source)), this.marks);
    }
    this.panel.querySelector("[data-whole]").textContent = print(facts.whole, this.marks);
    const of = (code) => ({
      whole: sum(rows.filter((row) => row.category === code)),
      requested: sum(asked.filter((row) => row.category === code)),
    });
    this.tables(rows, asked, of, facts);
    for (const limit of this.panel.querySelectorAll("[data-limit]")) this.limit(limit, of(limit.dataset.category), facts);
    const wrong = rows.flatMap((row, place) => (row.isWrong ? [place + 1] : []));
    const said = this.panel.querySelector("[data-unread]");
    said.textContent = wrong.length ? said.dataset.sentence.replace("{rows}", wrong.join(", ")) : "";
  }

  tables(rows, asked, of, facts) {
    for (const row of this.panel.querySelectorAll("[data-category-row]")) {
      const mine = of(row.dataset.categoryRow);
      const percent = share(mine.requested, facts.requested);
      row.hidden = !mine.whole;
      row.querySelector('[data-cell="requested"]').textContent = print(mine.requested, this.marks);
      row.querySelector('[data-cell="whole"]').textContent = print(mine.whole, this.marks);
      row.querySelector('[data-cell="percent"]').textContent = percent === null ? "—" : `${print(percent, this.marks)} %`;
    }
    for (const row of this.panel.querySelectorAll("[data-period-row]")) {
      const place = Number(row.dataset.periodRow);
      const within = (chosen) => chosen.reduce((total, each) => total + (each.parts[place] || 0n), 0n);
      row.querySelector('[data-cell="requested"]').textContent = print(within(asked), this.marks);
      row.querySelector('[data-cell="whole"]').textContent = print(within(rows), this.marks);
    }
  }

  limit(item, category, facts) {
    const kind = item.dataset.limit;
    const bound = BigInt(item.dataset.bound.replace(".", ""));
    let now = facts.requested;
    let isKept = kind === "least" ? now >= bound : now <= bound;
    let unit = this.panel.querySelector("[data-whole]").nextSibling.textContent.trim();
    if (kind === "contribution" || kind === "category") {
      const isWhole = kind === "contribution" || "ofWhole" in item.dataset;
      const whole = isWhole ? facts.whole : facts.requested;
      let part = isWhole ? category.whole : category.requested;
      if (kind === "contribution") part = facts.whole - facts.requested;
      isKept = kind === "contribution" ? 10000n * part >= bound * whole : 10000n * part <= bound * whole;
      now = share(part, whole);
      unit = "%";
    }
    item.querySelector("[data-now]").textContent = now === null ? "—" : `${print(now, this.marks)} ${unit}`;
    item.classList.toggle("limit-kept", isKept);
    item.classList.toggle("limit-passed", !isKept);
    item.querySelector("[data-kept]").hidden = !isKept;
    item.querySelector("[data-passed]").hidden = isKept;
  }
}

const set = document.querySelector("[data-budget]");
const panel = document.querySelector("[data-budget-panel]");
if (set && panel) new Budget(set, panel);
