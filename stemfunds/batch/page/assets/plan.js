/** One plan: what `check` says of it, out of the part of the data in which it stands. */
function showPlan(all, row, index) {
  const place = get("plan");
  const title = make("h2", { tabindex: "-1" }, row[DISTRICT] ? `${row[DISTRICT]} (${row[STATE]})` : row[PATH]);
  const back = make("p", { class: "back" }, make("a", { href: "#queue" }, "Back to the queue"));
  if (index >= all.opened) {
    place.replaceChildren(back, title, make("p", {}, `This plan stands in results.sqlite under number ${row[PLAN]}; the page holds the ${number(all.opened)} plans with the most trouble.`));
  } else {
    const part = unpack(`part-${Math.floor(index / all.together)}`);
    place.replaceChildren(back, title, ...planParts(all, row, part.plans[row[PLAN]], part.words));
  }
  title.focus();
}

function planParts(all, row, plan, words) {
  const names = Object.fromEntries(all.funds), fund = (id) => names[id] || id;
  const facts = [["Verdict", verdictOf(all, row[VERDICT])], ["Plan", row[TITLE]], ["NCES id", row[NCES]], ["File", row[PATH]]];
  if (plan.failures.length) return [factsOf(facts), failures(plan.failures)];
  const [preparedBy, contact, year, starts, ends, warnings, notes, reminders] = plan.head;
  facts.push(
    ["Total", dollars(row[TOTAL])], ["School year", year], ["Period", starts ? `${starts} to ${ends}` : ""], ["Prepared by", [preparedBy, contact].filter(Boolean).join(", ")],
    ["Findings", `${number(row[ERRORS])} errors, ${number(warnings)} warnings (${number(row[WARNINGS])} unexplained), ${number(notes)} notes, ${number(reminders)} of them reminders that stand in the plan's document`]);
  const said = plan.findings.map(([at, ...own]) => ({ words: words[at], fund: own[0], activity: own[2], line: own[3], explained: own[4], determined: own[5] }));
  const ofPlan = said.filter((one) => !one.activity);
  return [
    factsOf(facts),
    plan.across.length ? make("section", {}, make("h3", {}, "Across plans"), across(all, plan.across)) : "",
    ofPlan.length ? make("section", {}, make("h3", {}, "Findings of the whole plan"), findings(all, ofPlan, fund)) : "",
    table("Awards", ["Award", "Fund", "Window", ">Available", ">Charged"], plan.awards.map(([id, of, fiscal, available, charged, opens, closes]) =>
      [id, `${fund(of)}, ${fiscal}`, opens ? `${opens} to ${closes || "–"}` : "–", dollars(available), dollars(charged)])),
    plan.limits.length ? table("Limits", ["Rule", "Fund", "Status", ">Measured", "Bound is", ">Bound"], plan.limits.map((one) => limit(one, fund))) : "",
    ...plan.activities.map((one) => activity(all, plan, one, said.filter((finding) => finding.activity === one[0]), fund)),
  ].filter((one) => one !== "");
}

function factsOf(facts) {
  return make("dl", {}, ...facts.filter(([, value]) => value).flatMap(([name, value]) => [make("dt", {}, name), make("dd", {}, value)]));
}

function limit([rule, of, award, activityOf, status, direction, low, high, bound, percent], fund) {
  const measured = low === high ? dollars(low) : `${dollars(low)} to ${dollars(high)}`;
  const where = [fund(of), award, activityOf].filter(Boolean).join(", ");
  const word = make("span", { class: status }, { met: "✓ met", breached: "✗ breached", unknown: "? unknown" }[status]);
  return [rule, where, word, measured, `${direction === "at_most" ? "at most" : "at least"}${percent ? ` ${percent} %` : ""}`, dollars(bound)];
}

function activity(all, plan, [id, title, kind, verdict, amount], said, fund) {
  const rows = plan.lines.filter((one) => one[0] === id).map(([, line, description, item, object, judged, cents, vendor]) => {
    const charges = plan.charges.filter((one) => one[0] === id && one[1] === line);
    return [
      [line, make("span", { class: "small" }, [description, vendor].filter(Boolean).join(" · "))], `${item}, ${object}`, dollars(cents), verdictOf(all, judged),
      charges.map(([, , of, award, verdictAt, part, reason, authority]) => make("span", { class: "charge" },
        `${fund(of)} (${award}) ${dollars(part)}: `, verdictOf(all, verdictAt), make("span", { class: "small" }, reason || authority || ""))),
    ];
  });
  return make("section", {}, make("h3", {}, `${id} ${title}`), make("p", {}, verdictOf(all, verdict), ` · ${dollars(amount)} · ${kind}`),
    table(`Lines of ${id}`, ["Line", "Item", ">Amount", "Verdict", "Charged to"], rows), said.length ? findings(all, said, fund) : "");
}

function findings(all, said, fund) {
  return make("ul", { class: "said" }, ...said.map(({ words: [rule, severity, verdict, message, hint, citations, questions], ...own }) => make("li", {},
    make("strong", {}, `${severity}${own.explained ? ", explained" : ""}${own.determined ? ", determined" : ""}`), " · ", verdict ? verdictOf(all, verdict) : "", verdict ? " · " : "",
    [own.line, own.fund && fund(own.fund)].filter(Boolean).join(", "), make("span", { class: "small" }, rule + (citations ? ` · ${citations}` : "")), message,
    hint ? make("span", { class: "small" }, hint) : "", questions.length ? make("ul", {}, ...questions.map((one) => make("li", {}, one))) : "")));
}

function across(all, found) {
  return make("ul", { class: "said" }, ...found.map(([rule, severity, activityOf, lineOf, message, hint, others]) => make("li", {},
    make("strong", {}, severity), ` · ${[activityOf, lineOf].filter(Boolean).join(", ")}`, make("span", { class: "small" }, rule), message, make("span", { class: "small" }, hint),
    others ? make("span", { class: "small" }, "Other plans: ", ...others.split(",").flatMap((one, at) => [at ? ", " : "", make("a", { href: `#plan-${one}` }, one)])) : "")));
}

function failures(found) {
  return table("What must be repaired before the plan can be judged", ["Place", "Problem", "Found", "Expected"], found.map(([, at, message, was, expected, nearest]) =>
    [at || "the whole file", message, was, nearest ? `${expected} (did you mean ${nearest}?)` : expected]));
}
