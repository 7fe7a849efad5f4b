/* What each view draws: nodes, edges, headings and rings in the picture's own coordinates.
 *
 * A scene says nothing of canvas or SVG: stage.js hands it to vis-network, drawing.js draws it with a pen. */
const SQUARE = 25;
const moved = new Map();

const flow = (role) => {
  const line = lines.get(role) || lines.values().next().value;
  return { width: line.width, dashes: line.dashes, colour: line.color.color, alpha: line.color.opacity };
};

function agencyNode(id, x, y, more = {}) {
  const agency = agencies.get(id);
  return { id, x, y, ...agencyLook(agency), size: radius(agency), dashes: false, label: [shortName(agency)], ...more };
}

/* An agency whose name stands in lines under it, as Python kept it apart from others. */
function namedBelow(id, [x, y]) {
  const rows = ((views.labels || {})[id] || {})[lang];
  const brief = rows && rows.length > 1 ? wrapped(shortName(agencies.get(id)), 16, 1) : null;
  return agencyNode(id, x, y, { below: true, brief, ...(rows && { label: rows }) });
}

function measureNode(id, x, y, more = {}) {
  const measure = measures.get(id);
  return { id, x, y, shape: "box", size: SQUARE / 2, ...measureLook(measure), text: measure.number, label: [], ...more };
}

/* The pictures of the section chosen, in a plan too large for one. */
function partsHere() {
  const open = views.parts && groupings[0].nodes.find((group) => keyed(group.word) === state[groupings[0].key]);
  return open ? views.parts.filter((each) => each.group === open.id) : [];
}

/* Where the two columns stand: all of them or, of a plan too large for that, those of the section chosen. */
function twoModeGround() {
  if (!views.parts) return { nodes: given, frame: read("frame") };
  const part = partsHere()[Number(state.part) - 1] || partsHere()[0];
  if (!part) return { nodes: facts.measures.concat(facts.agencies), frame: { headings: [] } };
  return { nodes: Object.entries(part.nodes).map(([id, [x, y, side]]) => ({ id, x, y, side })), frame: { ...part, by_lead: true } };
}

/* Agencies in two columns, measures by section between them; on a narrow stage names stand between the columns. */
function twoModeScene(narrow) {
  const { agencies: shown, measures: kept } = filtered();
  const { nodes: spots, frame } = twoModeGround();
  const largest = state.size === "load" ? LARGEST : NARROWEST;
  const beside = ({ id, side }) => (narrow
    ? { side: side === "left" ? "right" : "left", label: wrapped(shortName(agencies.get(id)), 14, 1) }
    : { side });
  const nodes = spots.filter((node) => shown.has(node.id) || kept.has(node.id)).map((node) => (
    measures.has(node.id)
      ? measureNode(node.id, node.x, node.y)
      : agencyNode(node.id, node.x, node.y, { ...beside(node), size: radius(agencies.get(node.id), state.size, largest) })
  ));
  const here = new Set(facts.measures.filter(({ id }) => kept.has(id)).map((each) => each.section[0]));
  const headings = frame.headings.filter((each) => here.has(each.zh))
    .map((each) => ({ ...each, text: narrow ? wrapped(each[lang], 24, 1)[0] : each[lang], size: 14, colour: "#3d4a57" }));
  if (frame.by_lead && !narrow) {
    const y = -frame.half_height - 26;
    [["column.leads", -frame.reach], ["column.measures", 0], ["column.others", frame.reach]].forEach(([key, x]) => {
      headings.push({ x, y, text: say(key), size: 16, colour: INK });
    });
  }
  const present = new Set(nodes.map((node) => node.id));
  return { nodes, edges: assignmentEdges(present), headings, curved: true, fixed: !narrow };
}

/* An edge for each agency of each measure that is present, in the role chosen or the strongest one. */
function assignmentEdges(present) {
  const { party } = filtered();
  const ends = [...present].filter((id) => measures.has(id)).flatMap((to) => (party.get(to) || partyTo(measures.get(to))).map((from) => [from, to]));
  return ends.filter(([from]) => present.has(from)).map(([from, to]) => (
    { id: `${from}-${to}`, from, to, ...flow(state.role || rolesIn(measures.get(to), from)[0]) }
  ));
}

function tieEdges(ties) {
  const heaviest = Math.max(1, ...ties.map(([, shared]) => shared.length));
  return ties.map(([[from, to], shared]) => ({
    id: `${from}-${to}`, from, to, width: 0.6 + 3.9 * (shared.length / heaviest), dashes: false, colour: "#5f7488",
    alpha: 0.3 + 0.45 * (shared.length / heaviest), shared,
  })).sort((one, other) => one.width - other.width);
}

/* Agencies alone, tied where they share enough measures or more than chance explains. */
function agenciesScene() {
  const { nodes: spots } = views.agencies;
  const { agencies: shown } = filtered();
  const nodes = Object.entries(spots).filter(([id]) => shown.has(id)).map(([id, spot]) => namedBelow(id, spot));
  return { nodes, edges: tieEdges(shownTies()) };
}

const grouping = () => groupings.find((each) => each.key === state.by) || groupings[0];

/* How many measures an agency has in a group, of those that pass; Python's count where all pass. */
function inGroup(group, agency, count, by) {
  const { party, any } = filtered();
  if (!any || !groupWords[by]) return count;
  return held.get(agency).filter((measure) => (
    (party.get(measure.id) || []).includes(agency) && groupWords[by](measure).map(String).includes(String(group.word))
  )).length;
}

/* A group as a box with its name in it; on a narrow stage as a square with its name below. */
function groupNode(group, colour, narrow, share) {
  const node = { id: group.id, x: group.x, y: group.y, border: colour, width: 2, dashes: false, strong: true };
  if (narrow) return { ...node, shape: "square", size: 6 + 12 * Math.sqrt(share), fill: colour, label: wrapped(group[lang], 18, 1), below: true };
  return { ...node, shape: "box", size: group.h / 2, wide: group.w / 2, fill: tint(colour, 0.12 + 0.3 * share), ink: INK, text: group.lines[lang], font: 13, label: [] };
}

/* Sections, sectors, topics or systems, the agencies that take part in them around. */
function groupsScene(narrow) {
  const { key, nodes: groups, agencies: spots = {}, edges } = grouping();
  const { agencies: shown } = filtered();
  const byId = new Map(groups.map((group) => [group.id, group]));
  const busiest = Math.max(1, ...groups.map((group) => group.measures));
  const drawn = edges.map(([from, to, count]) => ({ from, to, count: agencies.has(to) ? inGroup(byId.get(from), to, count, key) : count }))
    .filter(({ to, count }) => count > 0 && (byId.has(to) || shown.has(to)));
  const used = new Set(drawn.flatMap(({ from, to }) => [from, to]));
  const nodes = groups.filter((group) => !filtered().any || used.has(group.id) || key === "system").map((group) => {
    const colour = key === "system" ? (new Map(legend.systems).get(group.word) || OTHER).colour : "#34506e";
    return groupNode(group, colour, narrow, group.measures / busiest);
  });
  Object.entries(spots).filter(([id]) => used.has(id)).forEach(([id, spot]) => nodes.push(namedBelow(id, spot)));
  const heaviest = Math.max(1, ...drawn.map(({ count }) => count));
  const ties = drawn.map(({ from, to, count }) => ({
    id: `${from}-${to}`, from, to, width: 0.6 + 3.4 * (count / heaviest), dashes: false, colour: "#5f7488",
    alpha: 0.28 + 0.45 * (count / heaviest), count,
  }));
  return { nodes, edges: ties, boxed: true };
}

/* One agency or measure and whatever it works with; the node itself stands in the middle. */
function nearScene() {
  const middle = aboutNode();
  const spots = { ...(views.near[middle] || ringAround(middle)), [middle]: [0, 0] };
  const { agencies: shown, measures: kept } = filtered();
  const passes = (id) => id === middle || shown.has(id) || kept.has(id);
  const ids = Object.keys(spots).filter(passes);
  const nodes = ids.map((id) => (measures.has(id)
    ? measureNode(id, ...spots[id], { label: id === middle || ids.length < 40 ? wrapped(titleOf(measures.get(id))) : [], strong: id === middle, middle: id === middle, last: id !== middle })
    : agencyNode(id, ...spots[id], id === middle ? { strong: true, middle: true, label: wrapped(listName(agencies.get(id)), 22, 4), brief: wrapped(shortName(agencies.get(id)), 13) } : {})));
  return { nodes, edges: assignmentEdges(new Set(ids)) };
}

/* The node whose neighbourhood is shown: the one asked for, the one chosen, or the heaviest agency. */
function aboutNode() {
  if (state.about) return state.about;
  return hasNode(state.node) ? state.node : facts.agencies[0].id;
}

/* Distance from the middle is the chosen score: the higher, the nearer (Brandes, Kenis and Wagner 2003). */
function centreScene() {
  const { angles, scores, rings, reach } = views.centre;
  const place = scores.findIndex((each) => each.key === state.score);
  const { radius: radii } = scores[place];
  const { agencies: shown } = filtered();
  const found = Object.keys(radii).filter((id) => shown.has(id) && radii[id] !== null);
  const at = (id, share) => ({ x: reach * share * Math.cos(angles[id]), y: reach * share * Math.sin(angles[id]) });
  const nodes = found.map((id) => agencyNode(id, ...Object.values(at(id, radii[id][0])), { outward: true }));
  const bars = found.filter((id) => radii[id][2] > radii[id][1])
    .map((id) => ({ id, from: at(id, radii[id][1]), to: at(id, radii[id][2]) }));
  const circles = rings[place].filter(([, share]) => share > 0.08).map(([value, share]) => ({ r: reach * share, text: shownNumber(value) }));
  return { nodes, edges: tieEdges(shownTies()).map((edge) => ({ ...edge, width: edge.width * 0.6, alpha: edge.alpha * 0.35 })), bars, rings: circles };
}

const builders = { "two-mode": twoModeScene, agencies: agenciesScene, groups: groupsScene, near: nearScene, centre: centreScene };

/* The name under which dragged nodes of a view are remembered. */
function sceneKey() {
  const more = { groups: grouping() && grouping().key, near: aboutNodeOrNone(), centre: state.score, "two-mode": views.parts && `${state.section} ${state.part}` }[state.view];
  return more ? `${state.view} ${more}` : state.view;
}

const aboutNodeOrNone = () => (state.view === "near" && facts.agencies.length ? aboutNode() : "");

const TALLER = 1.5;

/* The scene of the view chosen; a narrow stage is tall: what is wide stands upright there, its dots larger. */
function buildScene(narrow = false) {
  const key = sceneKey() + (narrow ? " narrow" : "");
  const spots = moved.get(key) || new Map();
  const made = { headings: [], bars: [], rings: [], curved: false, fixed: false, ...builders[state.view](narrow) };
  const upright = narrow && ["agencies", "groups"].includes(state.view);
  const short = ({ id, label, middle }) => (agencies.has(id) && middle ? wrapped(shortName(agencies.get(id)), 16, 2) : agencies.has(id) ? wrapped(shortName(agencies.get(id)), state.view === "two-mode" ? 14 : 16, 1) : label);
  const turned = (node) => {
    if (upright) return { ...node, x: node.y, y: TALLER * node.x, size: node.size * 1.7 };
    return state.view === "near" ? { ...node, y: TALLER * node.y } : node;
  };
  const placed = made.nodes.map((node) => (narrow ? { ...turned(node), label: short(node) } : node));
  const nodes = placed.map((node) => (spots.has(node.id) ? { ...node, ...spots.get(node.id) } : node));
  return { ...made, key, nodes, byId: new Map(nodes.map((node) => [node.id, node])) };
}

/* How many Latin letters a text is as wide as. */
const broad = (text) => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0) > 0x2e7f ? 1.9 : 1), 0);

function cut(text, most) {
  const signs = [...text];
  while (signs.length && broad(signs.join("")) > most) signs.pop();
  return `${signs.join("").trimEnd()}…`;
}

/* What stays on one line: a Latin word or a Chinese character, with the marks that open and close it. */
const PIECES = /[（《〈“‘「『【]*(?:[\p{Script=Latin}\p{N}’'().,;-]+\s*|.)[）》〉”’」』】、，。；：！？]*/gu;

/* A long name in lines of `most` Latin or about half as many Chinese characters, at most `rows` of them. */
function wrapped(text, most = 26, limit = 3) {
  const pieces = text.match(PIECES) || [];
  const all = broad(text);
  const even = limit > 1 && all > most ? Math.min(most, all / Math.ceil(all / most) + 5) : most;
  const rows = [""];
  let room = even;
  pieces.forEach((piece) => {
    if (broad(piece.trimEnd()) > room && rows.at(-1)) {
      rows.push("");
      room = even;
    }
    rows[rows.length - 1] += piece;
    room -= broad(piece);
  });
  const shown = rows.slice(0, limit).map((row) => row.trimEnd());
  if (rows.length > limit) shown[limit - 1] = cut(rows.slice(limit - 1).join(""), most - 1);
  return shown;
}
