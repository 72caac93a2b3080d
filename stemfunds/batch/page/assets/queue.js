const PAGE = 50;
const [PLAN, PATH, NCES, DISTRICT, STATE, TITLE, VERDICT, TOTAL, ERRORS, BREACHED, WARNINGS, QUESTIONS, ACROSS, FUNDS, RULES] = Array(15).keys();
const ORDERS = {
  district: (a, b) => a[DISTRICT].localeCompare(b[DISTRICT], "en-US"),
  money: (a, b) => b[TOTAL] - a[TOTAL],
  warnings: (a, b) => b[WARNINGS] - a[WARNINGS],
};

/** The queue: what fits the filters, a screenful at a time. */
function makeQueue(all) {
  const body = get("plans").tBodies[0], searched = all.plans.map((row) => [PATH, NCES, DISTRICT, TITLE].map((at) => row[at]).join("\n").toLowerCase());
  const at = (list, id) => list.findIndex(([known]) => known === id);
  let found = [], shown = 0;

  function filter() {
    const text = get("by-text").value.trim().toLowerCase(), state = get("by-state").value, verdict = get("by-verdict").value;
    const fund = get("by-fund").value, rule = get("by-rule").value, fundAt = at(all.funds, fund), ruleAt = at(all.rules, rule);
    found = all.plans.filter((row, index) =>
      (!text || searched[index].includes(text)) && (!state || row[STATE] === state) && (!verdict || row[VERDICT] === Number(verdict)) &&
      (!fund || row[FUNDS].includes(fundAt)) && (!rule || row[RULES].includes(ruleAt)));
    const order = ORDERS[get("by-order").value];
    if (order) found.sort(order);
    body.replaceChildren();
    shown = 0;
    more();
  }

  function more() {
    body.append(...found.slice(shown, shown + PAGE).map((row) => line(all, row)));
    shown = Math.min(shown + PAGE, found.length);
    get("more").hidden = shown === found.length;
    const rest = shown < found.length ? `; the first ${number(shown)} are shown` : "";
    const cents = found.reduce((sum, row) => sum + row[TOTAL], 0);
    get("count").textContent = `${number(found.length)} of ${number(all.plans.length)} plans, ${dollars(cents)}${rest}.`;
  }

  get("filters").addEventListener("input", filter);
  get("filters").addEventListener("submit", (event) => event.preventDefault());
  get("filters").addEventListener("reset", () => setTimeout(filter));
  get("more").addEventListener("click", () => {
    const before = shown;
    more();
    body.rows[before].querySelector("a").focus();
  });
  get("filters").hidden = get("plans").hidden = false;
  filter();
  return { filter };
}

function line(all, row) {
  const name = row[DISTRICT] || row[PATH], under = row[DISTRICT] ? [row[NCES], row[TITLE]].filter(Boolean).join(" · ") : "";
  const link = make("a", { href: `#plan-${row[PLAN]}` }, name);
  const cells = [
    ["State", row[STATE] || "–"],
    ["Verdict", verdictOf(all, row[VERDICT])],
    ["Total", row[VERDICT] === all.broken ? "–" : dollars(row[TOTAL])],
    [row[VERDICT] === all.broken ? "Problems" : "Errors", number(row[ERRORS])],
    ["Limits breached", number(row[BREACHED])],
    ["Warnings unexplained", number(row[WARNINGS])],
    ["Questions", number(row[QUESTIONS])],
    ["Across plans", number(row[ACROSS])],
  ];
  const head = make("th", { scope: "row" }, link, under ? make("span", { class: "small" }, under) : "");
  return make("tr", {}, head, ...cells.map(([label, one], at) => make("td", { "data-label": label, ...(at > 1 ? { class: "right" } : {}) }, one)));
}
