/* A scene drawn with a pen: all of it into a file, parts of it over what vis-network draws. */
function edgePath(scene, edge) {
  const [from, to] = [scene.byId.get(edge.from), scene.byId.get(edge.to)];
  if (!scene.curved) return [["M", from.x, from.y], ["L", to.x, to.y]];
  const middle = (from.x + to.x) / 2;
  return [["M", from.x, from.y], ["C", middle, from.y, middle, to.y, to.x, to.y]];
}

function drawEdge(pen, scene, edge, look = {}) {
  const { width, colour, alpha, dashes } = { ...edge, ...look };
  pen.path(edgePath(scene, edge), { stroke: colour, width, dashes, alpha });
}

function drawNode(pen, node) {
  pen.path(outline(node), { fill: node.fill, stroke: node.border, width: node.width, dashes: node.dashes });
  drawMark(pen, node);
  const rows = [node.text || []].flat();
  if (node.font) drawName(pen, node);
  else rows.forEach((row, place) => pen.text(row, node.x, node.y + (place - (rows.length - 1) / 2) * LINE * 12.5, { size: 12.5, colour: node.ink, align: "center" }));
}

/* The name of a group in its box, as large as the box has room for. */
function drawName(pen, { text, x, y, font, wide, ink }) {
  const size = Math.min(font, (2 * wide - 8) / Math.max(...text.map((row) => textWidth(row, 600))));
  text.forEach((row, place) => pen.text(row, x, y + (place - (text.length - 1) / 2) * LINE * font, { size, weight: 600, colour: ink, align: "center" }));
}

/* The second cue of coverage: a bar along the foot of the square, whole for direct and half for contributes. */
function drawMark(pen, { x, y, size, mark }) {
  if (!mark) return;
  const [reach, foot] = [size * 0.64, y + size * 0.72];
  pen.path([["M", x - reach, foot], ["L", x + (mark === "whole" ? reach : 0), foot]], { stroke: mark === "whole" ? "#ffd27f" : "#a34700", width: size * 0.22 });
}

function drawGround(pen, scene, scale) {
  scene.rings.forEach(({ r }) => pen.path([["O", 0, 0, r]], { stroke: "#c3ccd5", width: 1 / scale }));
  scene.bars.forEach(({ from, to }) => drawBar(pen, from, to, { colour: "#8fa6bd", width: 2.2 / scale, alpha: 0.55 }));
}

function drawBar(pen, from, to, { colour, width, alpha }) {
  pen.path([["M", from.x, from.y], ["L", to.x, to.y]], { stroke: colour, width, alpha });
}

function drawHeadings(pen, scene, scale, faint = false) {
  scene.headings.forEach(({ text, x, y, size: usualSize, colour }) => {
    pen.text(text, x, y, { size: scene.fixed ? usualSize : NARROW_SIZE / scale, weight: 600, colour: faint ? "#77818c" : colour, align: "center", halo: scene.fixed ? 4 : 4 / scale });
  });
  const size = (SCREEN_SIZE * 0.9) / scale;
  scene.rings.forEach(({ r, text }) => pen.text(text, 0, -r, { size, colour: SOFT, align: "center", halo: 4 / scale }));
}

function drawLabel(pen, box, { alpha = 1, halo = 4 } = {}) {
  box.rows.forEach((row, place) => {
    const y = box.y + (place - (box.rows.length - 1) / 2) * LINE * box.size;
    pen.text(row, box.x, y, { size: box.size, weight: box.weight, align: box.align, halo, alpha });
  });
}

/* All of a scene, at the scale at which its names are placed. */
function drawScene(pen, scene, scale) {
  const near = nearTo(scene, state.node);
  const away = (id) => near && !near.has(id);
  const halo = scene.fixed ? 4 : 4 / scale;
  drawGround(pen, scene, scale);
  scene.edges.forEach((edge) => drawEdge(pen, scene, edge, near && !lit(edge, scene, near) ? { alpha: edge.alpha * 0.15 } : {}));
  if (near) scene.edges.filter((edge) => lit(edge, scene, near)).forEach((edge) => drawEdge(pen, scene, edge, TOUCHED(edge)));
  scene.nodes.forEach((node) => drawNode(pen, away(node.id) ? faded(node) : node));
  drawHeadings(pen, scene, scale);
  placeLabels(scene, scale, near).forEach((box) => drawLabel(pen, box, { halo, alpha: away(box.id) ? 0.35 : 1 }));
}

const touches = (edge, id) => edge.from === id || edge.to === id;
const TOUCHED = (edge) => ({ colour: "#1f4876", alpha: 0.95, width: edge.width * 1.4 });
const pale = (colour) => tint(colour, 0.25);
const faded = (node) => ({ ...node, fill: pale(node.fill), border: pale(node.border), ...(node.ink && { ink: "#8a949e" }), mark: "" });

/* A node and what an edge ties to it in a scene; of a measure that a scene does not draw, its agencies. */
function nearTo(where, id) {
  if (where.byId.has(id)) return new Set([id, ...where.edges.filter((edge) => touches(edge, id)).flatMap(({ from, to }) => [from, to])]);
  const party = measures.has(id) ? partyTo(measures.get(id)).filter((each) => where.byId.has(each)) : [];
  return party.length ? new Set(party) : null;
}

/* Whether an edge touches the chosen node or, where that is not drawn, ties two of its agencies. */
const lit = (edge, where, near) => (where.byId.has(state.node) ? touches(edge, state.node) : near.has(edge.from) && near.has(edge.to));

/* The box around boxes; a point where there are none. */
const hull = (boxes) => boxes.slice(1).reduce((one, other) => ({
  left: Math.min(one.left, other.left), right: Math.max(one.right, other.right),
  top: Math.min(one.top, other.top), bottom: Math.max(one.bottom, other.bottom),
}), boxes[0] || { left: 0, right: 0, top: 0, bottom: 0 });

/* How far a scene reaches with the names that it has at a scale. */
function reachOf(scene, scale) {
  const boxes = scene.nodes.map(nodeBox);
  boxes.push(...headingBoxes(scene, scale));
  scene.rings.forEach(({ r }) => boxes.push({ left: -r, right: r, top: -r, bottom: r }));
  return hull(boxes.concat(placeLabels(scene, scale)));
}

/* Boxes of groups grow where the scale would make their names too small to read. */
function readable(scene, width, height) {
  if (!scene.nodes.some((node) => node.font)) return scene;
  const grown = Math.min(1.6, Math.max(1, LEAST_SIZE / (13 * fit(scene, width, height).scale)));
  const nodes = scene.nodes.map((node) => (node.font ? { ...node, size: node.size * grown, wide: node.wide * grown, font: node.font * grown } : node));
  return { ...scene, nodes, byId: new Map(nodes.map((node) => [node.id, node])) };
}

/* The scale and the middle with which a scene fits into a frame; `tall` lets two columns run out below. */
function fit(scene, width, height, tall = false) {
  const [across, down] = [18, 14];
  const room = { width: Math.max(40, width - 2 * across), height: Math.max(40, height - 2 * down) };
  let reach = reachOf(scene, 1);
  let scale = 1;
  let smallest = 0;
  const turns = scene.fixed ? 1 : scene.nodes.length > 400 ? 2 : 12;
  const exceeds = () => (reach.right - reach.left) * scale > room.width + 1 || (reach.bottom - reach.top) * scale > room.height + 1;
  /* Names keep their size on the screen, so that the smaller the scale the more room they take. */
  for (let turn = 0; turn < turns && (turn < 2 || exceeds()); turn += 1) {
    const horizontal = room.width / Math.max(1, reach.right - reach.left);
    const vertical = room.height / Math.max(1, reach.bottom - reach.top);
    const least = tall && scene.fixed ? Math.max(vertical, Math.min(horizontal, 0.6)) : vertical;
    scale = Math.min(scene.fixed ? 1.5 : scene.boxed ? 1.2 : 1.6, horizontal, least) * 0.97 ** Math.max(0, turn - 3);
    smallest ||= 0.3 * scale;
    scale = Math.max(scale, smallest);
    reach = reachOf(scene, scale);
  }
  const seen = height / scale;
  const high = reach.bottom - reach.top;
  const y = seen < high ? reach.top - down / scale + seen / 2 : (reach.top + reach.bottom) / 2;
  return { scale, x: (reach.left + reach.right) / 2, y };
}
