/* The controls over the picture: view, what size and colour stand for, filters, language. */
const option = (value, text, chosen) => make("option", { value, selected: String(value) === chosen }, text);

function fillSelect(id, options, value) {
  find(id).replaceChildren(...options.map(([key, text]) => (Array.isArray(text)
    ? make("optgroup", { label: key }, text.map(([inner, name]) => option(inner, name, value)))
    : option(key, text, value))));
}

/* Options by name; what is unknown stands last. */
const named = (names) => [...byKey(names)].map(([key, both]) => [key, pick(both)]).sort(([one], [other]) => (one === NONE) - (other === NONE));
const orAll = (options) => [["", say("every")], ...options];

/* What ties are drawn, and how many a test finds: none of few samples is no finding. */
function tiesName(key) {
  if (key === "shared") return say("ties.shared");
  const method = say(`method.${key}`);
  return views.agencies.few.includes(key) ? say("ties.few", { method }) : say("ties.beyond", { method, n: views.agencies.beyond[key].length });
}

const selects = {
  size: () => [...scoreNames.values()].map((each) => [each.name, each[lang]]),
  colour: () => ["system", kinds.size && "kind", communityNames.size && "community", sections.size > 1 && "section"].filter(Boolean)
    .map((key) => [key, say(`colour.${key}`)]),
  fill: () => [["agencies", say("fill.agencies")], ["section", say("filter.section")],
    ...(topics.length ? [[say("fill.topics"), [["coverage", say("fill.coverage")], ...named(topicNames)]]] : [])],
  ties: () => ["shared", ...methods].map((key) => [key, tiesName(key)]),
  by: () => groupings.map((each) => [each.key, each[lang]]),
  score: () => views.centre.scores.map(({ key }) => [key, (scoreNames.get(key) || {})[lang] || key]),
  about: () => (state.view === "near" ? [
    [say("table.agencies"), facts.agencies.map((each) => [each.id, listName(each)])],
    [say("table.measures"), facts.measures.map((each) => [each.id, numbered(each)])],
  ] : []),
  role: () => orAll(roleOrder.filter((role) => lines.has(role)).map((role) => [role, pick(facts.roles[role])])),
  section: () => orAll(named(sections)),
  part: () => (partsHere().length > 1 ? partsHere().map((each, place, all) => {
    const within = facts.measures.filter(({ id }) => id in each.nodes);
    return [place + 1, say("part.of", { place: place + 1, all: all.length, first: within[0].number, last: within.at(-1).number })];
  }) : []),
  topic: () => orAll([...named(topicNames), ["none", say("topic.none")]]),
  kind: () => orAll(named(kinds)),
  system: () => orAll(named(systems)),
  groups: () => orAll([["out", say("groups.out")], ["only", say("groups.only")]]),
};

/* Which controls a view has a use for. */
const used = {
  ties: ["agencies", "centre"],
  least: ["agencies", "centre"],
  by: ["groups"],
  score: ["centre"],
  about: ["near"],
  fill: ["two-mode", "near"],
  part: ["two-mode"],
};

const ofAgencies = ["size", "colour"];
const onlySystems = () => state.view === "groups" && grouping().key === "system";

function showControls() {
  document.querySelectorAll("[data-view]").forEach((each) => {
    each.hidden = !offered[each.dataset.view];
    each.setAttribute("aria-pressed", String(each.dataset.view === state.view));
  });
  Object.entries(selects).forEach(([id, options]) => {
    const shown = options();
    fillSelect(id, shown, id === "about" ? (state.view === "near" ? aboutNode() : "") : state[id]);
    const bare = FILTERS.includes(id) ? shown.length < 2 || (id === "topic" && !topics.length) : !shown.length;
    const idle = used[id] ? !used[id].includes(state.view) : ofAgencies.includes(id) && onlySystems();
    find(id).closest("label").hidden = bare || idle;
  });
  showLeast();
  showActive();
}

function showLeast() {
  const slider = find("least");
  const most = views.agencies.ties.reduce((found, tie) => Math.max(found, tie[2]), 1);
  slider.max = String(most);
  slider.value = state.least;
  slider.setAttribute("aria-valuetext", say("least.value", { n: Number(state.least) }));
  find("least-shown").textContent = say("least.value", { n: Number(state.least) });
  slider.closest("label").hidden = !used.least.includes(state.view) || state.ties !== "shared";
  find("weight").value = state.weight;
}

/* The filters that are set, each with a way to clear it. */
function showActive() {
  const active = activeFilters();
  find("active").hidden = !active.length;
  const chips = active.map((name) => make("li", {}, button(filterName(name), () => change({ [name]: "" }), { class: "chip", "aria-label": say("filter.clear", { name: filterName(name) }) })));
  find("chips").replaceChildren(...chips);
  find("filters-open").querySelector("b").textContent = active.length ? String(active.length) : "";
}

function speakNow() {
  document.documentElement.dataset.lang = lang;
  document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  document.title = plan[lang === "zh" ? "title" : "title_en"];
  document.querySelectorAll("[data-choose]").forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.choose === lang)));
  document.querySelectorAll("[data-label]").forEach((each) => each.setAttribute("aria-label", say(each.dataset.label)));
  const field = find("search");
  field.placeholder = say("search");
  if (!find("found").hidden) showHits();
}

function openFilters(open) {
  find("filters").hidden = !open;
  find("filters-open").setAttribute("aria-expanded", String(open));
}

/* Escape closes what is open, else it lets go of what is chosen. */
function escape(event) {
  if (event.key !== "Escape" || event.defaultPrevented) return;
  if (!find("filters").hidden && find("filters").contains(document.activeElement)) {
    openFilters(false);
    find("filters-open").focus();
  } else change({ node: "" });
}

function watchControls() {
  document.querySelectorAll("[data-view]").forEach((each) => {
    each.onclick = () => change({ view: each.dataset.view, ...(each.dataset.view === "near" && { about: aboutNode(), node: aboutNode() }) });
  });
  document.querySelectorAll("[data-choose]").forEach((each) => { each.onclick = () => change({ lang: each.dataset.choose }); });
  Object.keys(selects).forEach((id) => { find(id).onchange = (event) => change({ [id]: event.target.value, ...(id === "about" && { node: event.target.value }), ...(id === "section" && { part: defaults.part }) }); });
  let waiting = 0;
  find("least").oninput = (event) => {
    find("least-shown").textContent = say("least.value", { n: Number(event.target.value) });
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => change({ least: event.target.value }));
  };
  find("weight").onchange = (event) => change({ weight: whole(event.target.value) });
  find("filters-open").onclick = () => openFilters(find("filters").hidden);
  find("clear").onclick = () => { change(clearedFilters()); find("filters-open").focus(); };
  document.addEventListener("keydown", escape);
}
