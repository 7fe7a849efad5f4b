// The screen: what is drawn when, what the keys do, and what is asked of the program behind it.
const byId = id => document.getElementById(id);
const MAKES = [...ROLES, "open_ended", "deadlines", "targets", "conditions"];
const KEYS = [["j k", "doubt"], ["n p", "measure"], ["a", "accept"], ["e", "edit"], ["d", "delete"], ["1 2 3 4", "role"],
  ["5 6 7 8", "make"], ["t", "title"], ["l", "link"], ["z", "undo"], ["s", "save"], ["Esc", "leave"], ["?", "help"]];

function draw(move) {
  drawFrame();
  drawRail();
  drawText();
  drawFields();
  pointAt(move);
}

function drawFrame() {
  const plan = state.plan.plan;
  const left = doubts().length;
  state.most = Math.max(state.most, left);
  document.title = `${left ? `(${left}) ` : ""}${say("title")} · ${plan.title}`;
  byId("plan-title").textContent = state.lang === "en" && plan.title_en ? plan.title_en : plan.title;
  byId("plan-file").textContent = `${state.facts.file} · ${plan.source.file}`;
  byId("left").textContent = left ? say("left", { n: left }) : say("left.none");
  byId("bar").style.setProperty("width", `${state.most ? 100 * (1 - left / state.most) : 100}%`);
  byId("dirty").textContent = isDirty() ? say("unsaved") : "";
  byId("save").disabled = !isDirty();
  byId("undo").disabled = !state.past.length;
  for (const id of ["save", "done", "undo", "help", "language"]) byId(id).textContent = say(id);
  document.documentElement.lang = state.lang === "zh" ? "zh-CN" : "en";
  byId("rail").setAttribute("aria-label", say("doubts"));
  byId("document").setAttribute("aria-label", say("document"));
  byId("fields").setAttribute("aria-label", say("fields"));
  const kinds = [...ROLES.map(role => [role, say(`role.${role}`)]), ...["open_ended", "deadlines", "targets", "conditions", "documents"].map(list => [list, say(`group.${list}`)])];
  byId("legend").replaceChildren(...kinds.map(([kind, name]) => make("span", { class: `is-${kind}` }, name)));
}

function drawRail() {
  const open = doubts();
  const counts = { doubts: open.length, measures: state.plan.measures.length, names: (state.plan.names ?? []).length };
  byId("tabs").replaceChildren(...Object.entries(counts).map(([tab, count]) => make("button", {
    type: "button", role: "tab", "aria-selected": String(tab === state.tab), "data-tab": tab,
    onclick: () => { state.tab = tab; drawRail(); },
  }, say(tab), " ", make("small", {}, String(count)))));
  const items = { doubts: () => open.map(doubtItem), measures: () => measureItems(open), names: nameItems }[state.tab]();
  byId("list").replaceChildren(...items);
  byId("note").textContent = state.tab === "doubts" && open.some(each => each.type === "nobody" || each.type === "claim") ? say("seen.note") : "";
  byId("list").querySelector(".current")?.scrollIntoView({ block: "nearest" });
}

function item(isCurrent, act, kind, ...children) {
  return make("li", {}, make("button", { type: "button", class: `item ${kind}${isCurrent ? " current" : ""}`, "aria-current": isCurrent ? "true" : "", onclick: act }, ...children));
}

// Doubts whose reason the list shows under the words that they are about.
const TOLD = new Set(["assignment", "alignment", "link", "reading", "name"]);

function doubtItem(doubt) {
  const { measure } = partsOf(doubt.ref);
  const where = doubt.ref.startsWith("measures/") ? say("measure", { key: state.plan.measures[measure].key }) : "";
  const what = doubt.type === "fault" || doubt.type === "claim" ? told(doubt.what) : doubt.what || where;
  return item(doubt.key === state.doubt, () => toDoubt(doubt), doubt.type,
    make("span", { class: "kind" }, say(`doubt.${doubt.type}`), make("small", {}, where)), make("b", {}, what),
    make("span", { class: "why" }, TOLD.has(doubt.type) && doubt.why ? told(doubt.why) : ""));
}

function measureItems(open) {
  return state.plan.measures.map((measure, index) => {
    const count = open.filter(each => isWithin(each.ref, `measures/${index}`)).length;
    return item(index === state.measure && !state.ref.startsWith("names/"), () => select(`measures/${index}`, { text: true }), "measure",
      make("i", { class: "key" }, measure.key), make("b", {}, measure.title ?? say("untitled")), count ? make("small", { class: "count" }, String(count)) : null);
  });
}

function nameItems() {
  return (state.plan.names ?? []).map((entry, index) => item(state.ref === `names/${index}`, () => select(`names/${index}`, { text: true }), "name",
    make("b", {}, entry.spelling), make("small", {}, entry.new ? word(entry.status ?? "proposed") : nameOf(entry.agency))));
}

// Select a measure, an entry of one, or a name; `text` brings the words into view,
// `keep` leaves the fields standing (an open drop-down would close).
function select(ref, { text = false, keep = false } = {}) {
  state.ref = ref;
  if (ref.startsWith("measures/")) state.measure = partsOf(ref).measure;
  drawRail();
  if (keep) document.querySelectorAll("#fields .row").forEach(each => each.classList.toggle("current", each.dataset.row === ref));
  else drawFields();
  pointAt(text);
}

function pointAt(move) {
  const place = `measures/${state.measure}`;
  pointInText(place, "current", false);
  const named = state.ref.startsWith("names/") ? firstUse(valueAt(state.ref)?.spelling) : state.ref;
  const shown = named && named !== place && pointInText(named, "chosen", move);
  if (!shown) {
    pointInText("", "chosen", false);
    if (move) pointInText(place, "current", true);
  }
  const current = document.querySelector(`[data-row="${state.ref}"]`);
  current?.scrollIntoView({ block: "nearest" });
}

function firstUse(spelling) {
  for (const [index, measure] of state.plan.measures.entries()) {
    for (const role of ROLES) {
      const position = (measure[role] ?? []).findIndex(each => asBlock(each).name === spelling && each.at);
      if (position >= 0) return `measures/${index}/${role}/${position}`;
    }
  }
  return "";
}

function toDoubt(doubt) {
  state.doubt = doubt.key;
  state.tab = "doubts";
  const [what, place, list, index] = doubt.ref.split("/");
  select(what === "plan" ? "plan" : what === "names" ? `names/${place}` : what === "measures" ? ["measures", place, list, index].filter(each => each !== undefined).join("/") : `measures/${state.measure}`, { text: true });
}

function step(by) {
  const open = doubts();
  if (!open.length) return;
  const here = open.findIndex(each => each.key === state.doubt);
  toDoubt(open[here < 0 ? 0 : Math.min(open.length - 1, Math.max(0, here + by))]);
}

function stepMeasure(by) {
  const next = Math.min(state.plan.measures.length - 1, Math.max(0, state.measure + by));
  state.doubt = "";
  select(`measures/${next}`, { text: true });
}

// After a doubt is settled, the one that takes its place in the list is shown.
function settle(act) {
  const before = doubts();
  const here = before.findIndex(each => each.key === state.doubt);
  act();
  const open = doubts();
  if (here >= 0 && open.length && !open.some(each => each.key === state.doubt)) {
    drawFrame();
    drawText();
    toDoubt(open[Math.min(here, open.length - 1)]);
  } else draw(false);
}

const currentDoubt = () => doubts().find(each => each.key === state.doubt && each.ref === state.ref) ?? doubts().find(each => each.ref === state.ref);

function acceptDoubt(doubt) {
  if (doubt) settle(() => accept(doubt));
}

function removeRef(ref) {
  settle(() => {
    remove(ref);
    if (!valueAt(ref) || !JUDGED[partsOf(ref).list]) state.ref = ref.startsWith("names/") ? `measures/${state.measure}` : ref.split("/").slice(0, 2).join("/");
  });
}

function edit() {
  const place = document.querySelector(`[data-row="${state.ref}"]`) ?? byId("fields");
  const box = place.querySelector("input, textarea") ?? byId("fields").querySelector("textarea");
  box?.focus();
  box?.select?.();
}

async function describe(spelling) {
  const answer = await ask("propose", { spelling });
  if (answer?.status !== 200) return;
  change("names", names => { names.push(answer.body); });
  state.tab = "names";
  state.ref = `names/${state.plan.names.length - 1}`;
  draw(true);
}

// What is selected in the text becomes an entry of the measure around it.
function makeOf(list) {
  const at = selectedSpans();
  if (!at.length) return false;
  const printed = printedAt(at);
  if (list !== "title" && (printed.length > 24 || printed.includes("。"))) tell(say("too-long"));
  else {
    const measure = measureAround(at[0][0]);
    window.getSelection().removeAllRanges();
    if (list === "title") {
      setField(`measures/${measure}`, "title", printed.replace(/。$/, ""));
      state.ref = `measures/${measure}`;
    } else state.ref = makeEntry(measure, list, at, printed);
    state.measure = measure;
    tell("");
    draw(false);
    if (list === "targets" || list === "conditions") edit();
  }
  return true;
}

function showMaker() {
  const at = selectedSpans();
  const box = byId("make");
  box.hidden = !at.length;
  if (!at.length) return;
  const names = [...ROLES.map(role => say(`role.${role}`)), ...MAKES.slice(4).map(list => say(`make.${list}`)), say("make.title")];
  box.replaceChildren(make("span", {}, say("select")), ...[...MAKES, "title"].map((list, index) => make("button", {
    type: "button", "data-make": list, onmousedown: event => event.preventDefault(), onclick: () => makeOf(list),
  }, make("kbd", {}, list === "title" ? "t" : String(index + 1)), ` ${names[index]}`)));
  const spot = window.getSelection().getRangeAt(0).getBoundingClientRect();
  box.style.setProperty("left", `${Math.max(8, Math.min(spot.left, window.innerWidth - box.offsetWidth - 8))}px`);
  box.style.setProperty("top", `${spot.top > 60 ? spot.top - box.offsetHeight - 8 : spot.bottom + 8}px`);
}

function tell(message, ...acts) {
  byId("banner").hidden = !message;
  byId("banner").replaceChildren(make("span", {}, message), ...acts, ...(message ? [button("close", () => tell(""))] : []));
}

async function ask(name, body) {
  try {
    const answer = await fetch(name, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) });
    return { status: answer.status, body: answer.headers.get("Content-Type") === "application/json" ? await answer.json() : {} };
  } catch {
    tell(say("failed"));
    return null;
  }
}

const faultsOf = rows => rows.map(each => ({ ref: each.path.join("/"), what: each.what, remedy: each.remedy }));

async function save() {
  document.activeElement?.blur?.();
  if (!isDirty()) return true;
  const sent = state.plan;
  const answer = await ask("save", { version: state.version, plan: sent });
  if (!answer) return false;
  if (answer.status === 200) {
    Object.assign(state, { saved: sent, version: answer.body.version, faults: [] });
    tell("");
    draw(false);
    byId("dirty").textContent = isDirty() ? say("unsaved") : say("saved");
    return true;
  }
  if (answer.status === 409) tell(say("changed"), button("reload", load));
  else if (answer.body.faults) {
    state.faults = faultsOf(answer.body.faults);
    tell(say("faults", { n: state.faults.length }));
    draw(false);
    toDoubt(doubts()[0]);
  } else tell(say("failed"));
  return false;
}

async function finish(drop) {
  if (isDirty() && !drop) return askToLeave();
  const answer = await ask("done", {});
  if (!answer) return undefined;
  state.saved = state.plan;
  document.body.replaceChildren(make("p", { class: "ended" }, say("ended")));
  return undefined;
}

function askToLeave() {
  const box = byId("leave");
  const leave = act => () => { box.close(); act(); };
  box.replaceChildren(make("p", {}, say("leave")), make("div", { class: "acts" },
    button("leave.save", leave(async () => { if (await save()) finish(true); }), "main"), button("leave.drop", leave(() => finish(true))), button("cancel", leave(() => {}))));
  box.showModal();
}

function addLink() {
  if (state.ref.startsWith("names/")) select(`measures/${state.measure}`, { text: true });
  const place = fieldAt(`measures/${state.measure}`, "link.to");
  place?.focus();
  place?.scrollIntoView({ block: "nearest" });
}

function showKeys() {
  const rows = KEYS.flatMap(([keys, name]) => [make("dt", {}, ...keys.split(" ").map(each => make("kbd", {}, each))), make("dd", {}, say(`keys.${name}`))]);
  byId("keys").replaceChildren(make("h2", {}, say("help")), make("dl", {}, ...rows), button("close", () => byId("keys").close()));
  byId("keys").showModal();
}

function role(number) {
  if (makeOf(MAKES[number])) return;
  if (number < 4 && ROLES.includes(partsOf(state.ref).list)) {
    state.ref = setRole(state.ref, ROLES[number]);
    draw(true);
  }
}

const ACTS = {
  j: () => step(1), k: () => step(-1), n: () => stepMeasure(1), p: () => stepMeasure(-1), a: () => acceptDoubt(currentDoubt()),
  e: edit, d: () => removeRef(state.ref), z: undo, s: save, "?": showKeys, t: () => makeOf("title"), l: addLink,
};

function press(event) {
  const isTyping = /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName);
  if (document.querySelector("dialog[open]") || !state.plan) return;
  if (event.key === "s" && (event.ctrlKey || event.metaKey)) save();
  else if (event.key === "Escape") {
    if (isTyping) event.target.closest("[data-row]")?.focus() ?? event.target.blur();
    window.getSelection().removeAllRanges();
    tell("");
  } else if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  else if (/^[1-8]$/.test(event.key)) role(Number(event.key) - 1);
  else if (ACTS[event.key]) ACTS[event.key]();
  else return;
  event.preventDefault();
}

async function load() {
  const answer = await fetch("plan.json");
  const facts = await answer.json();
  if (answer.status !== 200) return tell(facts.faults.map(each => `${told(each.what)} ${told(each.remedy)}`).join(" "));
  facts.claims = faultsOf(facts.claims);
  Object.assign(state, { facts, plan: facts.plan, saved: facts.plan, version: facts.version, faults: faultsOf(facts.faults), past: [], ref: "measures/0", measure: 0, most: 0 });
  byId("spellings").replaceChildren(...Object.entries(facts.spellings).map(([spelling, paths]) => make("option", { value: spelling }, paths.map(nameOf).join("、"))));
  byId("agencies").replaceChildren(...Object.keys(facts.agencies).map(path => make("option", { value: path }, nameOf(path))));
  tell("");
  layText();
  draw(false);
  const [first] = doubts();
  if (first) toDoubt(first);
  else state.tab = "measures";
  drawRail();
  return undefined;
}

function listen() {
  for (const [id, act] of [["save", save], ["done", () => finish(false)], ["undo", undo], ["help", showKeys]]) byId(id).addEventListener("click", act);
  byId("language").addEventListener("click", () => { state.lang = state.lang === "zh" ? "en" : "zh"; draw(false); });
  document.addEventListener("keydown", press);
  document.addEventListener("selectionchange", showMaker);
  document.addEventListener("pointerdown", () => { fields.pressed = true; });
  for (const end of ["pointerup", "pointercancel"]) document.addEventListener(end, () => setTimeout(() => { fields.pressed = false; }));
  window.addEventListener("beforeunload", event => { if (isDirty()) event.preventDefault(); });
  byId("text").addEventListener("click", event => {
    const piece = event.target.closest("[data-ref]");
    if (piece && window.getSelection().isCollapsed) select(piece.dataset.ref);
  });
  byId("text").addEventListener("mouseover", event => {
    const ref = event.target.closest("[data-ref]")?.dataset.ref;
    document.querySelectorAll("#fields .row").forEach(each => each.classList.toggle("hover", each.dataset.row === ref));
  });
}

listen();
load();
