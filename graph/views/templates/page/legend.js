/* What the picture means: the entries of its legend and its caption, for the page and for files alike. */
const MARK = 20;

const dot = (look, more = {}) => ({ x: 10, y: 10, size: 6.5, width: 1, dashes: false, fill: look.colour, border: look.colour, shape: look.shape, ...more });
const square = (look) => ({ shape: "box", x: 10, y: 10, size: 7.5, width: 1, dashes: false, ...look });
const stroke = (line) => (pen) => pen.path([["M", 1, 10], ["L", 19, 10]], { stroke: line.color.color, width: line.width * 1.3, dashes: line.dashes || null });

function agencyEntries() {
  const looks = looksBy(state.colour);
  const shown = scene.nodes.filter((node) => agencies.has(node.id)).map((node) => wordOf[state.colour](agencies.get(node.id)));
  const here = [...looks].filter(([word]) => word !== "" && shown.includes(word));
  const entries = here.map(([word, look]) => ({ draw: (pen) => drawNode(pen, dot(look)), text: groupName(state.colour, word) }));
  if (shown.some((word) => !looks.has(word) || word === "")) entries.push({ draw: (pen) => drawNode(pen, dot(OTHER)), text: say(`unknown.${state.colour}`) });
  if (scene.nodes.some((node) => agencies.has(node.id) && agencies.get(node.id).group)) {
    entries.push({ draw: (pen) => drawNode(pen, dot({ colour: "#4a5a6a", shape: "dot" }, { fill: PAPER, width: 2 })), text: say("legend.group") });
  }
  return entries;
}

const groupName = (colour, word) => (colour === "community" ? say("legend.community", { name: namesBy.community.get(word) }) : pick(namesBy[colour].get(word)));

function sizeEntry() {
  const grey = { colour: "#8795a3", shape: "dot" };
  const draw = (pen) => [[4, 13, 2.5], [13, 10, 6.5]].forEach(([x, y, size]) => drawNode(pen, dot(grey, { x, y, size })));
  return { draw, text: say("legend.size", { score: scoreNames.get(state.size)[lang] }) };
}

function measureEntries() {
  const entries = [];
  if (state.fill === "agencies") {
    const draw = (pen) => [[5, "#e8eff6"], [15, "#1f4876"]].forEach(([x, fill]) => drawNode(pen, square({ x, size: 4.5, fill, border: "#9fb3c8" })));
    entries.push({ draw, text: say("legend.shade") });
  } else if (state.fill === "section") {
    entries.push({ draw: (pen) => drawNode(pen, square({ fill: "#d5e4f0", border: "#0072b2" })), text: say("legend.section") });
  } else {
    Object.entries(COVERED).forEach(([strength, look]) => entries.push({ draw: (pen) => drawNode(pen, square(look)), text: say(`coverage.${strength}`) }));
  }
  const unled = { fill: "#e8eff6", border: "#b3261e", width: 1.6, dashes: [3, 2] };
  entries.push({ draw: (pen) => drawNode(pen, square(unled)), text: say("legend.unled") });
  return entries;
}

function lineEntries() {
  if (["two-mode", "near"].includes(state.view)) {
    return legend.roles.filter(([role]) => !state.role || role === state.role).map(([, name, line]) => ({ draw: stroke(line), text: pick(name) }));
  }
  const tie = { color: { color: "#5f7488" }, dashes: false };
  const draw = (pen) => [[6, 0.6], [14, 2.6]].forEach(([y, width]) => pen.path([["M", 1, y], ["L", 19, y]], { stroke: tie.color.color, width }));
  return [{ draw, text: say("legend.tie") }];
}

function legendEntries() {
  const entries = scene.nodes.some((node) => agencies.has(node.id)) ? [...agencyEntries(), sizeEntry()] : [];
  if (state.view === "groups") entries.push({ draw: (pen) => drawNode(pen, square({ fill: "#d3dbe4", border: "#34506e", width: 2 })), text: state.by === "system" ? say("legend.of.systems") : say("legend.grouped") });
  if (scene.nodes.some((node) => measures.has(node.id))) entries.push(...measureEntries());
  if (scene.bars.length) entries.push({ draw: (pen) => drawBar(pen, { x: 1, y: 10 }, { x: 19, y: 10 }, { colour: "#8fa6bd", width: 3, alpha: 0.8 }), text: say("legend.bar") });
  return [...entries, ...lineEntries()];
}

const tooFew = (models) => models.map((model) => say("about.few", { method: say(`method.${model}`), n: facts.drawing.samples }));
const sentences = (said) => said.join(lang === "zh" ? "" : " ");

const aboutChance = () => sentences([
  say("about.beyond", { method: say(`method.${state.ties}`), level: views.agencies.level }),
  ...tooFew(views.agencies.few.filter((model) => model === state.ties)),
]);

const aboutView = {
  "two-mode": () => say("about.two-mode"),
  agencies: () => (state.ties === "shared" ? say("about.shared", { n: Number(state.least) }) : aboutChance()),
  groups: () => say("about.groups", { by: say(`by.${grouping().key}`) }),
  near: () => say("about.near", { name: wholeName(aboutNode()) }),
  centre: () => say("about.centre", { score: (scoreNames.get(state.score) || {})[lang] || state.score }),
};

/* What the picture shows, its filters, the version of its data and the status of its plan, a line each. */
function caption() {
  const filters = activeFilters().map(filterName).join(say("list.comma"));
  return [
    `${say(`view.${state.view}`)}${say("colon")}${aboutView[state.view]()}`,
    filters && say("caption.filters", { filters }),
    [say("caption.version", { version: plan.version }), pick(plan.status_names), say("caption.made")].filter(Boolean).join(" · "),
  ].filter(Boolean);
}

/* How much of what the picture shows. */
function countShown() {
  const [groups, people, works] = [(id) => !hasNode(id), (id) => agencies.has(id), (id) => measures.has(id)]
    .map((is) => scene.nodes.filter(({ id }) => is(id)).length);
  const what = [
    groups && say("count.groups", { n: groups }),
    (people || !scene.nodes.length) && say("agencies", { n: people }),
    works && say("measures", { n: works }),
    ["agencies", "centre"].includes(state.view) && say("count.ties", { n: scene.edges.length }),
  ].filter(Boolean).join(say("list.comma"));
  return say("count.shown", { what });
}

function showLegend() {
  find("entries").replaceChildren(...legendEntries().map(({ draw, text }) => {
    const mark = svgElement("svg", { class: "mark", viewBox: `0 0 ${MARK} ${MARK}`, "aria-hidden": "true" });
    draw(svgPen(mark));
    return make("li", {}, mark, text);
  }));
  find("shows").textContent = aboutView[state.view]();
  find("count").textContent = countShown();
  surface.setAttribute("aria-label", say("stage.label", { view: say(`view.${state.view}`) }));
}
