// The document with what the plan claims of it marked; a line is drawn again only when its marks change.
const drawn = { lines: [], marks: new Map(), toUnit: null, toPoint: null };

// Offsets of a plan count code points, those of a string UTF-16 units: tables only where the two differ.
function readOffsets(text) {
  drawn.toUnit = drawn.toPoint = null;
  if (!/[\ud800-\udfff]/.test(text)) return;
  drawn.toUnit = [];
  drawn.toPoint = new Uint32Array(text.length + 1);
  let unit = 0;
  for (const sign of text) {
    for (let each = 0; each < sign.length; each += 1) drawn.toPoint[unit + each] = drawn.toUnit.length;
    drawn.toUnit.push(unit);
    unit += sign.length;
  }
  drawn.toPoint[unit] = drawn.toUnit.length;
  drawn.toUnit.push(unit);
}

const toUnit = point => (drawn.toUnit ? drawn.toUnit[point] ?? state.facts.text.length : point);
const toPoint = unit => (drawn.toPoint ? drawn.toPoint[unit] : unit);
const textAt = (start, end) => state.facts.text.slice(toUnit(start), toUnit(end));
const printedAt = at => spansOf(at).map(([start, end]) => textAt(start, end)).join("");

const bare = words => words.normalize("NFKC").replace(/[\s*#]+/g, "");

function layText() {
  readOffsets(state.facts.text);
  const box = document.getElementById("text");
  const headings = new Set((state.plan.sections ?? []).map(each => bare((each.label ?? "") + (each.title ?? ""))));
  let start = 0;
  drawn.lines = state.facts.text.split("\n").map(content => {
    const element = make("p", { class: content && headings.has(bare(content)) ? "heading" : "" });
    const line = { start, end: start + content.length, element, signature: null };
    start = line.end + 1;
    element.dataset.start = line.start;
    return line;
  });
  box.replaceChildren(...drawn.lines.map(line => line.element));
}

function marksOf(measure, index) {
  const place = `measures/${index}`;
  const found = [];
  const add = (at, kind, ref) => spansOf(at).forEach(([start, end]) => found.push({ start: toUnit(start), end: toUnit(end), kind, ref }));
  add(measure.at, "measure", place);
  if (measure.title && measure.at) {
    const from = toUnit(spansOf(measure.at)[0][0]);
    const title = state.facts.text.indexOf(measure.title, from);
    if (title >= 0 && title - from < 40) found.push({ start: title, end: title + measure.title.length, kind: "title", ref: place });
  }
  for (const list of [...ROLES, ...LISTS]) {
    (measure[list] ?? []).forEach((entry, position) => add(entry.at, list, `${place}/${list}/${position}`));
  }
  return found;
}

const remembered = new WeakMap();

function allMarks() {
  const found = state.plan.measures.flatMap((measure, index) => {
    if (!remembered.has(measure)) remembered.set(measure, { index, marks: marksOf(measure, index) });
    return remembered.get(measure).marks;
  });
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function drawText() {
  const marks = allMarks();
  let next = 0;
  let open = [];
  for (const line of drawn.lines) {
    open = open.filter(mark => mark.end > line.start);
    while (next < marks.length && marks[next].start < line.end) open.push(marks[next++]);
    const here = open.filter(mark => mark.end > line.start && mark.start < line.end);
    const signature = here.map(mark => `${mark.start},${mark.end},${mark.ref},${mark.kind}`).join(";");
    if (signature !== line.signature) drawLine(line, here);
    line.signature = signature;
  }
  drawn.marks = new Map();
  for (const element of document.querySelectorAll("#text span")) {
    for (const ref of element.dataset.refs.split(" ")) {
      if (!drawn.marks.has(ref)) drawn.marks.set(ref, []);
      drawn.marks.get(ref).push(element);
    }
  }
}

function drawLine(line, marks) {
  const cuts = new Set([line.start, line.end]);
  for (const mark of marks) cuts.add(Math.max(mark.start, line.start)).add(Math.min(mark.end, line.end));
  const ends = [...cuts].sort((a, b) => a - b);
  const pieces = [];
  for (let each = 0; each + 1 < ends.length; each += 1) {
    const content = state.facts.text.slice(ends[each], ends[each + 1]);
    const over = marks.filter(mark => mark.start <= ends[each] && mark.end >= ends[each + 1]);
    if (!over.length) pieces.push(document.createTextNode(content));
    else {
      over.sort((a, b) => b.end - b.start - (a.end - a.start));
      const piece = make("span", { class: over.map(mark => `is-${mark.kind}`).join(" ") }, content);
      piece.dataset.refs = [...new Set(over.map(mark => mark.ref))].join(" ");
      piece.dataset.ref = over.at(-1).ref;
      pieces.push(piece);
    }
  }
  line.element.replaceChildren(...pieces);
}

// The words under a reference stand out; the first of them comes into view when `move` is set.
function pointInText(ref, kind, move) {
  document.querySelectorAll(`#text .${kind}`).forEach(element => element.classList.remove(kind));
  const elements = drawn.marks.get(ref) ?? [];
  elements.forEach(element => element.classList.add(kind));
  if (move && elements.length) elements[0].scrollIntoView({ block: "center" });
  return elements.length > 0;
}

// What is selected in the text, without white space and asterisks, as spans in code points.
function selectedSpans() {
  const selection = window.getSelection();
  const box = document.getElementById("text");
  if (!selection.rangeCount || selection.isCollapsed) return [];
  const range = selection.getRangeAt(0);
  if (!box.contains(range.commonAncestorContainer)) return [];
  const start = unitAt(range.startContainer, range.startOffset);
  const end = unitAt(range.endContainer, range.endOffset);
  const words = state.facts.text.slice(start, end);
  return [...words.matchAll(/[^\s*]+/gu)].map(found => [toPoint(start + found.index), toPoint(start + found.index + found[0].length)]);
}

function unitAt(node, offset) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("p");
  if (!paragraph) return toUnit(state.plan.plan.source.characters);
  const before = document.createRange();
  before.setStart(paragraph, 0);
  before.setEnd(node, offset);
  return Number(paragraph.dataset.start) + before.toString().length;
}

function measureAround(point) {
  const holds = measure => spansOf(measure.at).some(([start, end]) => start <= point && point < end);
  const found = state.plan.measures.findIndex(holds);
  return found < 0 ? state.measure : found;
}
