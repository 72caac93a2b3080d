(() => {
  const all = unpack("overview"), queue = makeQueue(all), places = new Map(all.plans.map((row, index) => [row[PLAN], index]));
  let opened = null;

  /** The address after # says what is shown: a plan, the queue for a rule, or a part of the page. */
  function follow() {
    const [, plan] = location.hash.match(/^#plan-(\d+)$/) || [], [, rule] = location.hash.match(/^#rule=(.+)$/) || [];
    const index = plan && places.get(Number(plan)), isPlan = index !== undefined && index !== "";
    get("whole").hidden = isPlan;
    get("plan").hidden = !isPlan;
    if (isPlan) {
      opened = plan;
      showPlan(all, all.plans[index], index);
      scrollTo(0, 0);
      return;
    }
    get("plan").replaceChildren();
    if (rule) {
      get("by-rule").value = decodeURIComponent(rule);
      queue.filter();
      get("queue").scrollIntoView();
      get("by-rule").focus();
    } else if (opened) {
      const link = document.querySelector(`#plans a[href="#plan-${opened}"]`);
      if (link) link.focus();
    }
    opened = null;
  }

  addEventListener("hashchange", follow);
  if (location.hash) follow();
})();
