/* Where names stand: beside their node, where no other name or node is; the heaviest first. */
const FIXED_SIZE = 14;
const SCREEN_SIZE = 12.5;
const LEAST_SIZE = 10.5;
const LARGEST_SIZE = 15;
const NARROW_SIZE = 10.5;
const LINE = 1.25;
const CELL = 6;

/* Rectangles by the cells of a grid, `CELL` letters wide, so that only near ones are compared. */
function grid(size) {
  const cell = CELL * size;
  const cells = new Map();
  const over = (box, visit) => {
    for (let column = Math.floor(box.left / cell); column <= Math.floor(box.right / cell); column += 1) {
      for (let row = Math.floor(box.top / cell); row <= Math.floor(box.bottom / cell); row += 1) {
        const key = `${column} ${row}`;
        if (!cells.has(key)) cells.set(key, []);
        if (visit(cells.get(key))) return true;
      }
    }
    return false;
  };
  const apart = (one, other) => one.right <= other.left || other.right <= one.left || one.bottom <= other.top || other.bottom <= one.top;
  return {
    add: (box) => over(box, (found) => { found.push(box); }),
    hits: (box) => over(box, (found) => found.some((each) => each.id !== box.id && !apart(each, box))),
  };
}

function labelBox(node, side, size) {
  const weight = node.strong ? 600 : 400;
  const width = Math.max(...node.label.map((row) => textWidth(row, weight))) * size;
  const height = node.label.length * LINE * size;
  const gap = node.size + (node.side ? 6 : 0.35 * size);
  const [down, across = down] = side.split(" ");
  const aside = down === across ? gap : -0.7 * node.size;
  const x = { right: node.x + aside, left: node.x - aside - width }[across] ?? node.x - width / 2;
  const y = { below: node.y + gap + height / 2, above: node.y - gap - height / 2 }[down] ?? node.y;
  const align = { right: "left", left: "right" }[across] || "center";
  return {
    id: node.id, rows: node.label, align, size, weight, x: { left: x, right: x + width, center: node.x }[align], y,
    left: x, right: x + width, top: y - height / 2, bottom: y + height / 2,
  };
}

const CORNERS = ["below right", "below left", "above right", "above left"];

/* Where a name may stand, the best first. */
function sidesOf(node) {
  if (node.side) return [node.side];
  if (node.outward) return node.x < 0 ? ["left", "above", "below", "right"] : ["right", "above", "below", "left"];
  if (node.last) return [node.y < 0 ? "above" : "below"];
  if (node.below || node.strong) return ["below", "above", "right", "left", ...CORNERS];
  return [...(node.x < 0 ? ["left", "right"] : ["right", "left"]), "below", "above", ...CORNERS];
}

const nodeBox = ({ id, x, y, size, wide = size }) => ({ id, left: x - wide, right: x + wide, top: y - size, bottom: y + size });

/* Names have the size for which Python kept them apart, but can be read on the screen and do not shout there. */
function labelSize(scene, scale) {
  const usualSize = (views.label && views.label.size) || SCREEN_SIZE;
  return Math.max(Math.min(usualSize, LARGEST_SIZE / scale), (scene.headings.length ? NARROW_SIZE : LEAST_SIZE) / scale);
}

/* The names that can be read at a scale, those of `near` before others; two columns keep the places that Python left. */
function placeLabels(scene, scale, near = null) {
  const size = scene.fixed ? FIXED_SIZE : labelSize(scene, scale);
  const named = scene.nodes.filter((node) => node.label.length);
  if (scene.fixed) return named.map((node) => labelBox(node, node.side, size));
  const taken = grid(size);
  scene.nodes.forEach((node) => taken.add(nodeBox(node)));
  ringLabels(scene, size).forEach(taken.add);
  headingBoxes(scene, scale).forEach(taken.add);
  const turn = (node) => (node.middle ? 0 : near && near.has(node.id) ? 1 : node.strong ? 2 : node.last ? 4 : 3);
  const order = [...named].sort((one, other) => turn(one) - turn(other) || other.size - one.size);
  return order.flatMap((node) => {
    const place = (shown) => sidesOf(shown).map((side) => labelBox(shown, side, size)).find((box) => !taken.hits(box));
    const found = place(node) || (node.brief && place({ ...node, label: node.brief })) || (node.middle && labelBox({ ...node, label: node.brief || node.label }, "below", size));
    if (found) taken.add(found);
    return found || [];
  });
}

function headingBoxes(scene, scale) {
  return scene.headings.map(({ x, y, text, size: usualSize }) => {
    const size = scene.fixed ? usualSize : NARROW_SIZE / scale;
    const half = (textWidth(text, 600) * size) / 2;
    return { id: "heading", left: x - half, right: x + half, top: y - size, bottom: y + size };
  });
}

/* The value of each ring, written where the ring crosses the vertical. */
function ringLabels(scene, size) {
  return scene.rings.map(({ r, text }) => {
    const half = (textWidth(text) * size * 0.9) / 2;
    return { id: "ring", rows: [text], x: 0, y: -r, left: -half, right: half, top: -r - size * 0.6, bottom: -r + size * 0.6 };
  });
}
