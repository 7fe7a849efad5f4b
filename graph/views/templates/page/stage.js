/* The picture on the page: vis-network draws nodes and edges, a pen adds names, rings and what is chosen. */
const stage = find("picture");
const network = new vis.Network(stage, { nodes: [], edges: [] }, read("options"));
const SLICE = 250;
const TOUCH = 9;

let scene = { nodes: [], edges: [], byId: new Map(), headings: [], rings: [], bars: [], key: "" };
let drawn = { nodes: new vis.DataSet(), edges: new vis.DataSet() };
let names = { scale: 0, node: "", boxes: [] };
let cursor = "";
let dragged = null;
let feeding = 0;

const visNode = (node) => (node.shape === "box" ? {
  id: node.id, x: node.x, y: node.y, shape: "box", label: node.font ? " " : node.text, margin: 2,
  widthConstraint: 2 * (node.wide || node.size) - 4, heightConstraint: 2 * node.size - 4,
  shapeProperties: { borderRadius: 4, borderDashes: node.dashes }, borderWidth: node.width,
  font: { size: 12.5, color: node.ink, face: family }, color: { background: node.fill, border: node.border },
} : {
  id: node.id, x: node.x, y: node.y, shape: node.shape, size: node.size, borderWidth: node.width,
  color: { background: node.fill, border: node.border },
});

const visEdge = (edge) => ({
  id: edge.id, from: edge.from, to: edge.to, width: edge.width, dashes: edge.dashes,
  color: { color: edge.colour, opacity: edge.alpha }, ...(!scene.curved && { smooth: false }),
});

/* Hand a scene to vis-network; a large one goes in slices, so that the page stays answerable. */
function show(next, keepView) {
  const view = keepView && { position: network.getViewPosition(), scale: network.getScale() };
  const limit = views.limits.drawn;
  const many = next.nodes.length > limit;
  find("many").hidden = !many;
  find("many").textContent = many ? say("many", { n: next.nodes.length, limit }) : "";
  scene = many ? { ...next, nodes: [], edges: [], headings: [], byId: new Map() } : readable(next, stage.clientWidth, stage.clientHeight);
  names.scale = 0;
  feeding += 1;
  const large = scene.nodes.length > SLICE || scene.edges.length > 2 * SLICE;
  const first = large ? { nodes: [], edges: [] } : scene;
  drawn = { nodes: new vis.DataSet(first.nodes.map(visNode)), edges: new vis.DataSet(first.edges.map(visEdge)) };
  quiet(large);
  network.setData(drawn);
  if (view) network.moveTo(view);
  else showWhole();
  if (large) setTimeout(takeStep, 0, feeding, stepsOf(scene));
}

/* Whether vis-network keeps from drawing: a picture that grows is drawn with all its nodes, and when it is done. */
const quiet = (still) => network.body.emitter.emit(still ? "_blockRedraw" : "_allowRedraw");

const slices = (items) => Array.from({ length: Math.ceil(items.length / SLICE) }, (_, place) => items.slice(place * SLICE, (place + 1) * SLICE));

/* What draws a large scene step by step: all nodes first, since both ends of an edge are there before it. */
const stepsOf = ({ nodes, edges }) => [
  ...slices(nodes).map((slice) => () => drawn.nodes.add(slice.map(visNode))), drawOnce,
  ...slices(edges).map((slice) => () => drawn.edges.add(slice.map(visEdge))), drawOnce, () => quiet(false),
];

function drawOnce() {
  quiet(false);
  network.redraw();
  quiet(true);
}

function takeStep(turn, [step, ...left]) {
  if (turn !== feeding || !step) return;
  step();
  setTimeout(takeStep, 0, turn, left);
}

function showWhole() {
  const { scale, x, y } = fit(scene, stage.clientWidth, stage.clientHeight, true);
  network.moveTo({ position: { x, y }, scale });
}

function backToStart() {
  moved.delete(scene.key);
  show(sceneHere(), false);
  if (state.node && state.view !== "near") change({ node: "" });
}

const NARROW = 600;
let wasNarrow = stage.clientWidth < NARROW;
const sceneHere = () => buildScene(wasNarrow);

/* A stage of another size shows all of the picture again. */
function refit() {
  if (!stage.clientWidth || !stage.clientHeight) return;
  if (wasNarrow !== (stage.clientWidth < NARROW)) {
    wasNarrow = !wasNarrow;
    show(sceneHere(), false);
  } else showWhole();
}

const namesAt = (scale) => {
  if (names.scale !== scale || names.node !== state.node) {
    names = { scale, node: state.node, boxes: placeLabels(scene, scale, nearTo(scene, state.node)) };
  }
  return names.boxes;
};

function paintGround(ctx) {
  drawGround(canvasPen(ctx), scene, network.getScale());
}

/* Names beside the dots, headings above the squares; over a veil, what is chosen and its neighbours. */
function paint(ctx) {
  const pen = canvasPen(ctx);
  const scale = network.getScale();
  const near = nearTo(scene, state.node);
  scene.nodes.forEach((node) => drawMark(pen, node));
  scene.nodes.filter((node) => node.font).forEach((node) => drawName(pen, node));
  if (near) paintChosen(ctx, pen, near, scale);
  drawHeadings(pen, scene, scale, near !== null);
  const halo = scene.fixed ? 4 : 4 / scale;
  const boxes = namesAt(scale);
  boxes.forEach((box) => drawLabel(pen, box, { halo, alpha: near && !near.has(box.id) ? 0.25 : 1 }));
  const shown = new Set(boxes.map((box) => box.id));
  [state.node, cursor].filter((id) => id && !shown.has(id) && scene.byId.has(id) && scene.byId.get(id).label.length)
    .forEach((id) => drawLabel(pen, labelBox(scene.byId.get(id), sidesOf(scene.byId.get(id))[0], SCREEN_SIZE / scale), { halo }));
  if (scene.byId.has(cursor) && document.activeElement === surface) {
    pen.path(outline(wider(scene.byId.get(cursor), 6 / scale)), { stroke: "#b3261e", width: 2.5 / scale });
  }
}

function paintChosen(ctx, pen, near, scale) {
  const corner = network.DOMtoCanvas({ x: 0, y: 0 });
  const other = network.DOMtoCanvas({ x: stage.clientWidth, y: stage.clientHeight });
  ctx.fillStyle = "rgba(255,255,255,.84)";
  ctx.fillRect(corner.x, corner.y, other.x - corner.x, other.y - corner.y);
  scene.bars.filter(({ id }) => id === state.node).forEach(({ from, to }) => drawBar(pen, from, to, { colour: "#1f4876", width: 5 / scale, alpha: 0.7 }));
  scene.edges.filter((edge) => lit(edge, scene, near)).forEach((edge) => drawEdge(pen, scene, edge, TOUCHED(edge)));
  near.forEach((id) => drawNode(pen, scene.byId.get(id)));
  if (!scene.byId.has(state.node)) return;
  pen.path(outline(wider(scene.byId.get(state.node), 4 / scale)), { stroke: "#1f4876", width: 2 / scale });
}

const wider = ({ shape, x, y, size, wide = size }, more) => ({ shape: shape === "box" ? "box" : "dot", x, y, size: size + more, wide: wide + more });

/* The node under a point of the stage, by itself, by its name, or near enough for a finger. */
function at(point) {
  const node = network.getNodeAt(point);
  if (node !== undefined) return node;
  const spot = network.DOMtoCanvas(point);
  const name = names.boxes.find((each) => spot.x >= each.left && spot.x <= each.right && spot.y >= each.top && spot.y <= each.bottom);
  if (name) return name.id;
  const reach = TOUCH / network.getScale();
  const close = scene.nodes.find(({ x, y, size }) => Math.hypot(x - spot.x, y - spot.y) <= size + reach);
  return close ? close.id : null;
}

function choose(id) {
  find("tip").hidden = true;
  change({ node: id || "" });
}

/* Choose a node and see to it that the picture shows it; a filter that hides it is cleared. */
function goTo(id) {
  const { agencies: shown, measures: kept } = filtered();
  const hidden = hasNode(id) && !shown.has(id) && !kept.has(id);
  const place = hidden ? -1 : partsHere().findIndex((each) => id in each.nodes);
  const here = scene.byId.has(id) || place < 0;
  change({ node: id, ...(hidden && clearedFilters()), ...(!here && { part: String(place + 1) }) });
  reveal(id);
}

function reveal(id) {
  if (!scene.byId.has(id)) return;
  const { x, y } = scene.byId.get(id);
  const spot = network.canvasToDOM({ x, y });
  const inside = spot.x > 20 && spot.y > 20 && spot.x < stage.clientWidth - 20 && spot.y < stage.clientHeight - 20;
  if (!inside) network.moveTo({ position: { x, y } });
}

function wholeName(id) {
  if (agencies.has(id)) return longName(agencies.get(id));
  if (measures.has(id)) return numbered(measures.get(id));
  const group = grouping().nodes.find((each) => each.id === id);
  return group ? group[lang] : "";
}

function hover(event) {
  const box = stage.getBoundingClientRect();
  const point = { x: event.clientX - box.left, y: event.clientY - box.top };
  const id = at(point);
  const tip = find("tip");
  stage.style.cursor = id === null ? "grab" : "pointer";
  tip.hidden = id === null;
  if (id === null) return;
  tip.textContent = wholeName(id);
  tip.style.left = `${Math.max(8, Math.min(point.x + 14, box.width - tip.offsetWidth - 8))}px`;
  tip.style.top = `${Math.min(point.y + 16, box.height - tip.offsetHeight - 8)}px`;
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor });
}

/* The nearest node in a direction: how far ahead, with what lies aside counting double. */
function nextNode(right, down) {
  const here = scene.byId.get(cursor) || scene.byId.get(state.node);
  if (!here) return scene.nodes[0];
  const ahead = ({ x, y }) => (x - here.x) * right + (y - here.y) * down;
  const aside = ({ x, y }) => Math.abs((x - here.x) * down) + Math.abs((y - here.y) * right);
  const reach = (node) => ahead(node) + 2 * aside(node);
  return scene.nodes.filter((node) => node !== here && ahead(node) > 0.5 && aside(node) <= 2.5 * ahead(node))
    .reduce((best, node) => (!best || reach(node) < reach(best) ? node : best), null) || here;
}

function walk(right, down) {
  const node = nextNode(right, down);
  if (!node) return;
  cursor = node.id;
  reveal(cursor);
  network.redraw();
  announce(wholeName(cursor));
}

const KEYS = {
  ArrowRight: () => walk(1, 0),
  ArrowLeft: () => walk(-1, 0),
  ArrowDown: () => walk(0, 1),
  ArrowUp: () => walk(0, -1),
  Enter: () => choose(cursor),
  " ": () => choose(cursor),
  "+": () => zoom(1.25),
  "=": () => zoom(1.25),
  "-": () => zoom(0.8),
  0: () => showWhole(),
};

function press(event) {
  if (!KEYS[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  KEYS[event.key]();
}

function startDrag(event) {
  const id = network.getNodeAt(event.pointer.DOM);
  dragged = id === undefined ? null : scene.byId.get(id);
  find("tip").hidden = true;
}

function follow() {
  if (!dragged) return;
  Object.assign(dragged, network.getPosition(dragged.id));
  names.scale = 0;
}

function endDrag() {
  if (!dragged) return;
  follow();
  if (!moved.has(scene.key)) moved.set(scene.key, new Map());
  moved.get(scene.key).set(dragged.id, { x: dragged.x, y: dragged.y });
  dragged = null;
  network.unselectAll();
  network.redraw();
}

const surface = stage.querySelector(".vis-network");

function watchStage() {
  network.on("beforeDrawing", paintGround);
  network.on("afterDrawing", paint);
  network.on("click", (event) => choose(at(event.pointer.DOM)));
  network.on("doubleClick", (event) => { if (hasNode(at(event.pointer.DOM))) openNear(at(event.pointer.DOM)); });
  network.on("resize", refit);
  network.on("dragStart", startDrag);
  network.on("dragging", follow);
  network.on("dragEnd", endDrag);
  stage.addEventListener("mousemove", hover);
  stage.addEventListener("mouseleave", () => { find("tip").hidden = true; });
  /* The wheel scrolls the page; with Ctrl (or a pinch) it zooms the picture. */
  stage.addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, true);
  surface.setAttribute("role", "application");
  surface.addEventListener("keydown", press);
  surface.addEventListener("focus", () => network.redraw());
  surface.addEventListener("blur", () => network.redraw());
  find("nearer").onclick = () => zoom(1.25);
  find("farther").onclick = () => zoom(0.8);
  find("whole").onclick = showWhole;
  find("start").onclick = backToStart;
}
