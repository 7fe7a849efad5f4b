/* The panel beside the picture: facts, ranks with their intervals, reasons; every name leads on. */
function choices(title, items, more = "") {
  if (!items.length) return [];
  const list = make("ul", {}, items.map(([id, number, text]) => make("li", {},
    make("button", { type: "button", onclick: () => goTo(id) }, number === "" ? "" : make("b", {}, String(number)), make("span", {}, text)))));
  return [make("h3", {}, title), list, more && make("p", { class: "about" }, more)];
}

/* Terms with their value and rank, an interval in small print under either. */
const terms = (rows) => make("dl", {}, rows.map(([term, value, rank, spread, between]) => [
  make("dt", {}, term), make("dd", {}, String(value), spread && make("small", {}, spread)),
  make("dd", { class: "rank" }, rank, between && make("small", {}, between)),
]));

function heading(text, about, id) {
  const close = button("×", () => { choose(""); surface.focus(); }, { class: "close", "aria-label": say("close") });
  const opens = offered.near && hasNode(id) && !(state.view === "near" && state.about === id);
  return [
    close, make("h2", { tabindex: "-1" }, text),
    about.filter(Boolean).map((line) => make("p", { class: "about" }, line)),
    opens && make("p", { class: "ways" }, button(say("near.open"), () => openNear(id), { class: "way" })),
  ];
}

const rankOf = (rank, count) => (rank ? say("rank.of", { rank, count }) : "");

/* The scores of an agency; of the roles only those that it has. */
function scoreRows(agency) {
  return facts.scores.filter(({ name }) => !(roleOrder.includes(name) || name === "led") || agency.scores[name][0] !== "0").map((score) => {
    const [value, rank, low, high, best, worst] = agency.scores[score.name];
    const unit = lang === "en" && value === "1" && score.unit_one ? score.unit_one : score[`unit_${lang}`];
    const shown = unit && value && !/\d/.test(unit) && !value.includes(".") ? `${value} ${unit}` : value;
    return [score[lang], shown, rankOf(rank, facts.agencies.length), low && `${low}–${high}`, best && `${best}–${worst}`];
  });
}

function agencyPanel(agency) {
  const community = communities[agency.id] === undefined ? "" : say("legend.community", { name: communityNames.get(communities[agency.id]) });
  const belongs = [agency.kind && pick(agency.kind), pick(agency.system), pick(agency.level), agency.group && say("group.of.agencies"), community];
  const partners = partnersOf(agency.id);
  const shown = partners.slice(0, 12).map(([id, shared]) => [id, shared, listName(agencies.get(id))]);
  const rest = partners.length - shown.length;
  return [
    heading(longName(agency), [agency.label === agency.name ? "" : agency.name, [...new Set(belongs.filter(Boolean))].join(" · ")], agency.id),
    terms(scoreRows(agency)),
    agency.scores.load[2] && make("p", { class: "about" }, say("rank.note", { n: facts.drawing.samples, seed: facts.drawing.seed })),
    roleOrder.map((role) => choices(pick(facts.roles[role]), held.get(agency.id)
      .filter((each) => rolesIn(each, agency.id).includes(role)).map((each) => [each.id, each.number, titleOf(each)]))),
    choices(say("partners.shared"), shown, rest > 0 ? say("partners.more", { n: rest }) : ""),
  ];
}

function measurePanel(measure) {
  const covered = topics.filter(({ key }) => key in (measure.topics || {}));
  return [
    heading(numbered(measure), [pick(measure.section), measure.sector && pick(measure.sector.slice(1))], measure.id),
    measure.flags.map((flag) => make("span", { class: "flag" }, facts.flags[flag][lang])),
    terms([
      [say("score.agencies"), measure.agencies, ""],
      [say("score.pairings"), measure.pairings, rankOf(measure.rank, facts.measures.length)],
    ]),
    roleOrder.map((role) => choices(pick(facts.roles[role]), partyTo(measure, role).map((id) => [id, "", listName(agencies.get(id))]))),
    listed(say("targets"), (measure.targets || []).map(promised)),
    listed(say("deadlines"), (measure.deadlines || []).map((each) => [each.words, each.due, each.kind && pick(each.kind), each.rhythm && pick(each.rhythm)].filter(Boolean).join(" · "))),
    listed(say("topics"), covered.map((topic) => say("topic.covered", { topic: topic[lang], strength: say(`coverage.${measure.topics[topic.key]}`) }))),
    measure.why.length && [make("h3", {}, say("why")), make("p", { class: "about" }, say("why.words"))],
    measure.why.map((each) => [make("p", { class: "judged" }, pick(each.name)), make("p", { class: "about" }, each.reason)]),
    listed(say("evidence"), evidenceRows(measure)),
  ];
}

/* What is promised of what, and by when. */
function promised(target) {
  const what = target.subject ? say("filter.active", { name: target.subject, value: target[lang] }) : target[lang];
  return [what, target.due].filter(Boolean).join(" · ");
}

const listed = (title, rows) => (rows.length ? [make("h3", {}, title), make("ul", { class: "plain" }, rows.map((row) => make("li", {}, row)))] : []);

/* Where in the text each agency of a measure was read. */
const evidenceRows = (measure) => Object.entries(measure.evidence || {}).map(([id, found]) => say("filter.active", {
  name: nameOf(id), value: found.map(([start, end]) => say("evidence.at", { start, end })).join(say("list.comma")),
}));

function groupPanel(group) {
  const { key, edges } = grouping();
  const others = edges.filter(({ 0: from, 1: to }) => from === group.id || to === group.id)
    .map(([from, to, count]) => [from === group.id ? to : from, count]).sort((one, other) => other[1] - one[1]);
  const within = groupWords[key] ? facts.measures.filter((each) => groupWords[key](each).map(String).includes(String(group.word))) : [];
  const filter = key === "sector" ? null : { [key]: keyed(group.word) };
  const open = () => change({ view: "two-mode", node: "", part: defaults.part, ...filter });
  return [
    heading(group[lang], [grouping()[lang]], group.id),
    terms([[say("score.measures"), group.measures, ""], [key === "system" ? say("score.within") : say("score.pairings"), group.load, ""]]),
    filter && make("p", { class: "ways" }, button(say("group.open"), open, { class: "way" })),
    choices(key === "system" ? say("group.systems") : say("group.agencies"), others.map(([id, count]) => [id, count, agencies.has(id) ? listName(agencies.get(id)) : wholeName(id)])),
    choices(say("table.measures"), within.map((each) => [each.id, each.number, titleOf(each)])),
  ];
}

function overviewPanel() {
  const hot = [...facts.measures].sort((one, other) => one.rank - other.rank).slice(0, 5);
  return [
    make("h2", { tabindex: "-1" }, say("overview")),
    make("p", { class: "about" }, say("overview.about")),
    choices(say("overview.heavy"), facts.agencies.slice(0, 5).map((each) => [each.id, each.scores.load[0], listName(each)])),
    choices(say("overview.hot"), hot.map((each) => [each.id, each.pairings, numbered(each)])),
  ];
}

function chosenGroup() {
  return state.view === "groups" && groupings.length ? grouping().nodes.find((each) => each.id === state.node) : undefined;
}

function showPanel() {
  const panel = find("panel");
  const group = chosenGroup();
  let parts = overviewPanel();
  if (agencies.has(state.node)) parts = agencyPanel(agencies.get(state.node));
  else if (measures.has(state.node)) parts = measurePanel(measures.get(state.node));
  else if (group) parts = groupPanel(group);
  panel.replaceChildren(...parts.flat(Infinity).filter(Boolean));
  panel.scrollTop = 0;
}

const openNear = (id) => change({ view: "near", about: id, node: id });
