// Rows as a table: names instead of IRIs, sorted by a press on a heading, a part at a time.
import { lang, make, say, visible } from "./workbench-words.js";
import { irisOf } from "./workbench-answer.js";
import { learn, nameOf, pageOf, shortened } from "./workbench-names.js";

const PART = 200;
const MOST_PLANS = 3;

// Draw `answer` into `place`, with what its `plans` (elements) say of where it is from; `sort` is "column" or "-column", and `onsort` hears what it becomes.
export async function drawRows(place, answer, { sort = "", onsort = () => {} } = {}) {
  const view = { place, answer, sort, onsort, filter: "", shown: PART };
  if (answer.truth !== undefined) {
    place.replaceChildren(make("p", { class: `truth ${answer.truth}`, role: "status" }, say(String(answer.truth))));
    return;
  }
  if (!answer.rows.length) {
    place.replaceChildren(make("div", { class: "above" }, make("p", { class: "none", role: "status" }, say("rows.none")), (answer.plans ?? []).slice(0, MOST_PLANS)));
    return;
  }
  view.count = make("p", { class: "count", role: "status" });
  view.body = make("tbody");
  view.heads = make("tr");
  view.more = make("button", { type: "button", class: "more", onclick: () => { view.shown += PART; drawBody(view); } });
  const filter = make("input", { type: "search", autocomplete: "off", placeholder: say("filter"), "aria-label": say("filter"), oninput: () => { view.filter = filter.value.trim().toLowerCase(); view.shown = PART; drawBody(view); } });
  const table = make("table", {}, make("caption", { class: "unseen" }, say("answer")), make("thead", {}, view.heads), view.body);
  const told = (answer.plans ?? []).slice(0, MOST_PLANS);
  place.replaceChildren(make("div", { class: "above" }, view.count, told, answer.rows.length > 10 ? filter : null),
    make("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("answer") }, table), view.more);
  draw(view);
  place.setAttribute("aria-busy", "true");
  await learn(irisOf(answer));
  drawBody(view);
  place.setAttribute("aria-busy", "false");
}

function draw(view) {
  view.heads.replaceChildren(...view.answer.columns.map(column => headCell(view, column)));
  drawBody(view);
}

function headCell(view, column) {
  const down = view.sort === `-${column.name}`;
  const sorted = down || view.sort === column.name;
  const press = () => {
    const first = isNumeric(column) ? `-${column.name}` : column.name;
    const second = isNumeric(column) ? column.name : `-${column.name}`;
    view.sort = view.sort === first ? second : view.sort === second ? "" : first;
    view.onsort(view.sort);
    draw(view);
    view.heads.querySelector(`[data-column="${CSS.escape(column.name)}"]`).focus();
  };
  return make("th", { scope: "col", class: isNumeric(column) ? "number" : "", "aria-sort": sorted ? (down ? "descending" : "ascending") : "none" },
    make("button", { type: "button", title: say("sort"), "data-column": column.name, onclick: press }, column.title(), make("span", { class: "arrow", "aria-hidden": "true" }, sorted ? (down ? "↓" : "↑") : "↕")));
}

const isNumeric = column => column.type === "integer" || column.type === "decimal";

function drawBody(view) {
  const rows = ordered(view).filter(row => !view.filter || row.some(cell => cell && shownText(cell).toLowerCase().includes(view.filter)));
  const n = rows.length;
  view.body.replaceChildren(...rows.slice(0, view.shown).map(row => make("tr", {}, row.map((cell, place) => bodyCell(cell, view.answer.columns[place])))));
  const shown = Math.min(view.shown, n);
  view.count.textContent = shown < n ? say("rows.shown", { shown, n }) : say(view.answer.isGraph ? "triples" : "rows", { n });
  view.more.hidden = shown === n;
  view.more.textContent = say("rows.more", { n: Math.min(PART, n - shown) });
}

// Empty cells come last, whichever way; what is equal keeps the order of the answer.
export function ordered({ answer, sort }) {
  const down = sort.startsWith("-");
  const place = answer.columns.findIndex(column => column.name === (down ? sort.slice(1) : sort));
  if (place < 0) return answer.rows;
  const collator = new Intl.Collator(lang() === "zh" ? "zh-Hans-CN" : "en", { numeric: true });
  const key = new Map(answer.rows.map(row => [row, row[place] && shownText(row[place])]));
  return [...answer.rows].sort((one, other) => {
    const [a, b] = [one[place], other[place]];
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    const by = a.kind === "number" && b.kind === "number" ? a.value - b.value : collator.compare(key.get(one), key.get(other));
    return down ? -by : by;
  });
}

function shownText(cell) {
  if (cell.kind === "iri") return nameOf(cell.value, cell.names);
  if (cell.kind === "boolean") return say(String(cell.value));
  return visible(cell.written ?? cell.value);
}

function bodyCell(cell, column) {
  if (!cell) return make("td", { class: "empty" });
  if (cell.kind === "iri") return make("td", {}, link(cell.value, cell.names));
  if (cell.iri) return make("td", {}, link(cell.iri, { zh: String(cell.value), en: String(cell.value) }));
  return make("td", { class: cell.kind === "number" || isNumeric(column) ? "number" : "" }, make("bdi", {}, shownText(cell)));
}

export function link(iri, names) {
  const page = pageOf(iri);
  const name = make("bdi", {}, nameOf(iri, names));
  return page ? make("a", { href: page, title: shortened(iri) }, name) : make("span", { class: "iri", title: iri }, name);
}
