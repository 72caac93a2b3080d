const VERDICT_IDS = ["allowable", "allowable-with-conditions", "needs-information", "not-allowable", "broken"];
const get = (id) => document.getElementById(id);
const number = (value) => value.toLocaleString("en-US");

/** Cents as dollars; whole numbers only, so that nothing is rounded. */
function dollars(cents) {
  if (cents === null) return "–";
  const whole = Math.floor(Math.abs(cents) / 100), part = String(Math.abs(cents) % 100).padStart(2, "0");
  return cents < 0 ? `($${number(whole)}.${part})` : `$${number(whole)}.${part}`;
}

/** An element with text and other elements in it; text is never read as markup. */
function make(name, attributes, ...content) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) element.setAttribute(key, value);
  element.append(...content.filter((one) => one !== null && one !== ""));
  return element;
}

function verdictOf(all, at) {
  const [words, sign] = all.verdicts[at];
  return make("span", { class: `verdict ${VERDICT_IDS[at]}` }, `${sign} ${words}`);
}

/** A table; each cell is text, an element, or money as {cents}. */
function table(caption, heads, rows) {
  const isRight = heads.map((head) => head.startsWith(">")), names = heads.map((head) => head.replace(">", ""));
  const cell = (one, at) => {
    const attributes = { "data-label": names[at], ...(isRight[at] ? { class: "right" } : {}), ...(at ? {} : { scope: "row" }) };
    return make(at ? "td" : "th", attributes, ...(Array.isArray(one) ? one : [one]));
  };
  const head = make("tr", {}, ...names.map((name, at) => make("th", { scope: "col", ...(isRight[at] ? { class: "right" } : {}) }, name)));
  const body = rows.map((row) => make("tr", {}, ...row.map(cell)));
  return make("table", { class: "folds" }, make("caption", {}, caption), make("thead", {}, head), make("tbody", {}, ...body));
}
