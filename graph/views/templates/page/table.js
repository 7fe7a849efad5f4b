/* The same data as a table under the picture: sorted by its headings, filtered as the picture is, saved as CSV. */
const FIRST_ROWS = LARGE ? 50 : 200;
const BOM = "\ufeff";
const HIDDEN = "\\x7f-\\x9f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ud800-\\udfff";
const BLANK = `(?![\\n\\r])[\\s\\x00-\\x1f${HIDDEN}]`;
const DANGER = new RegExp(`(?:^|(?<=[\\n\\r]))(?='*(?:(?:${BLANK})*[=+\\-@＝＋－＠]|[\\t\\r]))`, "gu");
const USUAL_TABLE = { "two-mode": "agencies", agencies: "ties", groups: "agencies", near: "measures", centre: "agencies" };

const tableName = () => (state.table || USUAL_TABLE[state.view]);
const amountOf = (text) => (text === "" || text === undefined ? -Infinity : Number.parseFloat(text));
const namesIn = (ids) => ids.map((id) => listName(agencies.get(id))).join(say("list.comma"));
const figure = (key, title, text, unit = "") => ({ key, title, unit, text, figure: true, value: (row) => amountOf(text(row)) });
const brief = (value) => String(Number(value.toPrecision(3)));
const written = (key, title, text, more = {}) => ({ key, title, unit: "", text, value: text, ...more });

/* A role that no agency has would be a column of noughts. */
const heldByAny = ({ name }) => !(roleOrder.includes(name) || name === "led") || facts.agencies.some((each) => each.scores[name][0] !== "0");

function agencyColumns() {
  const between = (low) => (row) => (row.scores.load[low] ? `${row.scores.load[low]}–${row.scores.load[low + 1]}` : "");
  return [
    figure("rank", say("table.rank"), (row) => row.scores.load[1]),
    ...(facts.agencies.some(between(2)) ? [figure("interval", say("table.interval"), between(4)), figure("spread", say("table.spread"), between(2))] : []),
    written("agency", say("table.agency"), listName, { id: (row) => row.id }),
    written("system", say("filter.system"), (row) => pick(row.system), { aside: true }),
    written("level", say("table.level"), (row) => pick(row.level), { aside: true }),
    ...facts.scores.filter(heldByAny).map((score) => figure(score.name, score[lang], (row) => row.scores[score.name][0], score[`unit_${lang}`])),
  ];
}

function measureColumns() {
  const place = new Map(facts.measures.map((each, n) => [each.id, n]));
  const covered = (row) => topics.filter(({ key }) => key in (row.topics || {}))
    .map((topic) => say("topic.short", { topic: topic[lang], strength: say(`coverage.${row.topics[topic.key]}.short`) })).join(say("list.semicolon"));
  return [
    { key: "number", title: say("table.number"), unit: "", figure: true, text: (row) => row.number, value: (row) => place.get(row.id) },
    written("title", say("table.measure"), titleOf, { id: (row) => row.id }),
    written("section", say("filter.section"), (row) => pick(row.section)),
    ...legend.roles.map(([role, name]) => written(role, pick(name), (row) => namesIn(partyTo(row, role)), { long: true })),
    figure("agencies", say("score.agencies"), (row) => row.agencies),
    figure("pairings", say("score.pairings"), (row) => row.pairings),
    figure("rank", say("table.rank"), (row) => row.rank),
    ...(topics.length ? [written("topics", say("topics"), covered)] : []),
    written("flags", say("table.flags"), (row) => row.flags.map((flag) => facts.flags[flag][lang]).join(say("list.semicolon"))),
  ];
}

function tieColumns() {
  const { beyond } = views.agencies;
  const within = new Map(methods.map((method) => [method, new Set(beyond[method].map((place) => views.agencies.ties[place]))]));
  return [
    written("one", say("table.agency"), ([tie]) => nameOf(tie[0]), { id: ([tie]) => tie[0] }),
    written("other", say("table.partner"), ([tie]) => nameOf(tie[1]), { id: ([tie]) => tie[1] }),
    figure("shared", say("table.shared"), ([, shared]) => String(shared.length), say("unit.measures")),
    { ...figure("newman", say("table.newman"), ([tie]) => brief(tie[3])), value: ([tie]) => tie[3], whole: ([tie]) => String(tie[3]) },
    written("measures", say("table.measures"), ([, shared]) => shared.map((id) => measures.get(id).number).join(say("list.comma")), { long: true }),
    ...methods.map((method) => written(method, capital(say(`method.${method}`)), ([tie]) => (within.get(method).has(tie) ? say("beyond.yes") : ""))),
  ];
}

/* The table that stands under the picture now: columns, and the rows in the order chosen. */
function tableNow() {
  const name = tableName();
  const { agencies: shown, measures: kept } = filtered();
  const here = (id) => state.view !== "near" || scene.byId.has(id);
  const made = {
    agencies: () => [agencyColumns(), facts.agencies.filter(({ id }) => shown.has(id) && here(id))],
    measures: () => [measureColumns(), facts.measures.filter(({ id }) => kept.has(id) && here(id))],
    ties: () => [tieColumns(), shownTies().filter(([[one, other]]) => here(one) && here(other))],
  };
  const [columns, rows] = made[name]();
  const down = state.sort.startsWith("-");
  const by = columns.find((column) => column.key === state.sort.replace("-", ""));
  if (by) {
    const order = by.figure ? (a, b) => a - b : new Intl.Collator(lang === "zh" ? "zh-CN" : "en", { numeric: true }).compare;
    rows.sort((one, other) => (down ? order(by.value(other), by.value(one)) : order(by.value(one), by.value(other))) || 0);
  }
  return { name, columns, rows, by, down };
}

function headCell(column, { by, down }) {
  const sorted = by && by.key === column.key;
  const first = column.figure && column.key !== "rank" && column.key !== "number" ? "-" : "";
  const next = sorted ? (down ? column.key : `-${column.key}`) : first + column.key;
  const arrow = sorted ? (down ? "▼" : "▲") : "↕";
  const classes = [column.figure && "number", column.aside && "aside"].filter(Boolean).join(" ");
  const sorter = make("button", { type: "button", class: "sort", "data-sort": column.key, onclick: () => change({ sort: next }) },
    column.title, make("span", { "aria-hidden": "true" }, arrow));
  return make("th", { scope: "col", class: classes || null, "aria-sort": sorted ? (down ? "descending" : "ascending") : "none" },
    sorter, column.unit && make("small", {}, column.unit));
}

function bodyCell(column, row) {
  const text = column.text(row);
  if (column.id) return make("td", { class: "name" }, button(text, () => goFromTable(column.id(row)), { class: "pick", "data-id": column.id(row) }));
  const classes = [column.figure && "number", column.aside && "aside"].filter(Boolean).join(" ");
  return make("td", { class: classes || (column.long ? "long" : "text") }, text);
}

const bodyRow = (columns, row) => make("tr", { class: row.id && row.id === state.node ? "chosen" : null }, columns.map((column) => bodyCell(column, row)));

function goFromTable(id) {
  goTo(id);
  stage.scrollIntoView({ block: "nearest" });
}

/* What the tests against chance found, or could not, stands over the ties that it is about. */
function saidOf(name) {
  if (name !== "ties") return [];
  return state.ties === "shared" ? tooFew(views.agencies.few) : facts.beyond_said[lang] || [];
}

let filling = 0;

function showTable() {
  const now = tableNow();
  const table = find("table");
  const focused = document.activeElement && document.activeElement.dataset.sort;
  filling += 1;
  table.dataset.name = now.name;
  table.replaceChildren(
    make("caption", {}, make("span", {}, sentences([say(`table.${now.name}.about`), ...saidOf(now.name)]))),
    make("thead", {}, make("tr", {}, now.columns.map((column) => headCell(column, now)))),
    make("tbody", {}, now.rows.slice(0, FIRST_ROWS).map((row) => bodyRow(now.columns, row))),
  );
  document.querySelectorAll("[data-table]").forEach((each) => each.setAttribute("aria-pressed", String(each.dataset.table === now.name)));
  find("more").hidden = now.rows.length <= FIRST_ROWS;
  find("more").textContent = say("table.more", { n: now.rows.length });
  find("rows").textContent = say("table.rows", { n: now.rows.length });
  if (focused) table.querySelector(`[data-sort="${CSS.escape(focused)}"]`)?.focus();
}

/* The rest of a long table, a part at a time. */
function showAllRows() {
  const now = tableNow();
  find("more").hidden = true;
  filling += 1;
  addRows(now, FIRST_ROWS, filling);
}

function addRows(now, from, turn) {
  if (turn !== filling) return;
  find("table").tBodies[0].append(...now.rows.slice(from, from + FIRST_ROWS).map((row) => bodyRow(now.columns, row)));
  if (from + FIRST_ROWS < now.rows.length) setTimeout(addRows, 0, now, from + FIRST_ROWS, turn);
}

/* Text that no spreadsheet takes for a formula: an apostrophe before each line that could be one. */
const neutralised = (text) => text.replace(DANGER, "'");
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/* The table as CSV with a mark that Excel reads as UTF-8; figures stay figures, text is guarded. */
function csvNow() {
  const { columns, rows } = tableNow();
  const cell = (column, row) => {
    const text = (column.whole || column.text)(row);
    return quoted(column.figure && /^[\d.]*$/.test(text) ? text : neutralised(text));
  };
  const head = columns.map(({ title, unit }) => quoted(neutralised(unit ? say("in.unit", { title, unit }) : title)));
  return BOM + [head, ...rows.map((row) => columns.map((column) => cell(column, row)))].map((line) => `${line.join(",")}\r\n`).join("");
}

function watchTable() {
  document.querySelectorAll("[data-table]").forEach((each) => { each.onclick = () => change({ table: each.dataset.table, sort: "" }); });
  find("more").onclick = showAllRows;
  find("csv").onclick = () => save(new Blob([csvNow()], { type: "text/csv;charset=utf-8" }), "csv", tableName());
}
