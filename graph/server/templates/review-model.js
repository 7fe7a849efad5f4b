"use strict";
// The plan as it is being reviewed: read, changed, undone; what is left to review follows from it.
const PHRASES = JSON.parse(document.getElementById("phrases").textContent);
const ROLES = ["lead", "responsible", "cooperating", "supervising"];
const LISTS = ["open_ended", "deadlines", "targets", "conditions", "documents", "platforms", "programmes", "alignments", "links"];
// What a person accepts or rejects, so that a rejected one stays as what was once proposed.
const JUDGED = { alignments: "alignment", links: "link" };
const state = {
  lang: document.documentElement.dataset.lang, facts: null, plan: null, saved: null, version: "",
  past: [], seen: new Set(), faults: [], tab: "doubts", measure: 0, ref: "", doubt: "", most: 0,
};

function say(key, values = {}) {
  const phrase = PHRASES[key];
  const text = phrase ? phrase[state.lang === "zh" ? 0 : 1] : key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

const word = key => say(PHRASES[`word.${key}`] ? `word.${key}` : key);
const inLanguage = named => named[state.lang === "zh" ? named.length - 2 : named.length - 1];
const isDirty = () => state.plan !== state.saved;
const asBlock = entry => (typeof entry === "string" ? { name: entry } : entry);

function valueAt(ref, plan = state.plan) {
  return ref.split("/").reduce((value, part) => value?.[part], plan);
}

function partsOf(ref) {
  const [, measure, list, index] = ref.split("/");
  return { measure: Number(measure), list, index: Number(index) };
}

const spansOf = at => (!at ? [] : Array.isArray(at[0]) ? at : [at]);

// Change a measure (by its index), the names or the head of the plan: only that part is copied, so that undoing is cheap.
function change(what, make) {
  const fresh = { ...state.plan };
  if (what === "names") fresh.names = structuredClone(fresh.names ?? []);
  else if (what === "plan") fresh.plan = structuredClone(fresh.plan);
  else {
    fresh.measures = fresh.measures.slice();
    fresh.measures[what] = structuredClone(fresh.measures[what]);
  }
  make(what === "names" || what === "plan" ? fresh[what] : fresh.measures[what]);
  if (what === "names" && !fresh.names.length) delete fresh.names;
  state.past.push({ plan: state.plan, ref: state.ref, measure: state.measure, faults: state.faults });
  state.plan = fresh;
  const place = what === "names" || what === "plan" ? what : `measures/${what}`;
  state.faults = state.faults.filter(fault => !isWithin(fault.ref, place));
}

function undo() {
  const last = state.past.pop();
  if (!last) return;
  Object.assign(state, last);
  draw(true);
}

const isWithin = (ref, place) => ref === place || ref.startsWith(`${place}/`);

// Whom a spelling names: agencies of the register, or what the plan's own names say.
function agenciesOf(spelling) {
  for (const [index, entry] of (state.plan.names ?? []).entries()) {
    if (entry.spelling === spelling || entry.new?.label === spelling) {
      const label = entry.new ? entry.new.label : nameOf(entry.agency);
      return [{ label, entry: `names/${index}` }];
    }
  }
  return (state.facts.spellings[spelling] ?? []).map(path => ({ label: nameOf(path) }));
}

// What the program says of the plan, which it says in Chinese and English; what a person wrote stays.
const told = words => inLanguage(Array.isArray(words) ? words : state.facts.said[words] ?? [words, words]);

const nameOf = path => (state.facts.agencies[path] ? inLanguage(state.facts.agencies[path]) : path);

function doubts() {
  const found = state.faults.filter(fault => !isUnknown(fault.ref))
    .map(fault => ({ ...fault, type: "fault", key: `fault:${fault.ref}:${fault.what}` }));
  for (const claim of state.facts.claims) {
    const changed = valueAt(claim.ref) !== valueAt(claim.ref, state.facts.plan);
    if (!changed) found.push({ ...claim, type: "claim", key: `claim:${claim.ref}:${claim.what}` });
  }
  for (const why of state.plan.plan.doubts ?? []) found.push({ type: "reading", ref: "plan", what: "", why, key: `reading::${why}` });
  for (const [index, entry] of (state.plan.names ?? []).entries()) {
    const proposed = entry.new ? entry.status !== "accepted" : entry.status === "proposed";
    if (proposed) found.push({ type: "name", ref: `names/${index}`, key: `name:${entry.spelling}`, what: entry.spelling, why: entry.doubt });
  }
  const unknown = new Set();
  state.plan.measures.forEach((measure, index) => found.push(...doubtsOf(measure, index, unknown)));
  const blocking = each => (each.type === "fault" || each.type === "unknown" ? 0 : 1);
  return found.filter(each => !state.seen.has(each.key)).sort((a, b) => blocking(a) - blocking(b));
}

// Whether an assignment names no agency, or several: the page says so itself, with what can be done.
function isUnknown(ref) {
  const entry = ROLES.includes(partsOf(ref).list) && valueAt(ref);
  return Boolean(entry) && agenciesOf(asBlock(entry).name).length !== 1;
}

function doubtsOf(measure, index, unknown) {
  const found = [];
  const place = `measures/${index}`;
  for (const role of ROLES) {
    (measure[role] ?? []).forEach((entry, position) => {
      const { name, doubt, part } = asBlock(entry);
      const ref = `${place}/${role}/${position}`;
      const key = `${measure.key}:${role}:${name}:${part ?? ""}`;
      if (doubt) found.push({ type: "assignment", ref, what: name, why: doubt, key: `assignment:${key}` });
      if (agenciesOf(name).length !== 1 && !unknown.has(name)) {
        unknown.add(name);
        found.push({ type: "unknown", ref, what: name, key: `unknown:${name}` });
      }
    });
  }
  for (const why of measure.doubts ?? []) found.push({ type: "reading", ref: place, what: "", why, key: `reading:${measure.key}:${why}` });
  if (!measure.lead?.length && !measure.responsible?.length) {
    found.push({ type: "nobody", ref: place, what: measure.title ?? "", key: `nobody:${measure.key}` });
  }
  for (const [list, type] of Object.entries(JUDGED)) {
    (measure[list] ?? []).forEach((each, position) => {
      const key = `${type}:${measure.key}:${each.concept ?? each.to}:${each.edition ?? each.kind}:${each.coder}`;
      const what = list === "links" ? linkName(each) : conceptName(each);
      if (each.status === "proposed") found.push({ type, ref: `${place}/${list}/${position}`, what, why: each.reason, key });
    });
  }
  return found;
}

function conceptName(alignment) {
  const known = state.facts.concepts[`bready/${alignment.edition}/${alignment.concept}`];
  return known ? `${known[0]} ${inLanguage(known)}` : alignment.concept;
}

function linkName(link) {
  const found = state.plan.measures.find(each => link.to === measurePath(each));
  return `${word(link.kind)} → ${found ? `${found.key} ${found.title ?? say("untitled")}` : link.to}`;
}

const measurePath = measure => `${state.plan.plan.id}/${measure.key}`;

// Accept whatever the reference holds; what has no field for it is only remembered as seen.
function accept(doubt) {
  const { ref, type } = doubt;
  if (type === "name") {
    change("names", names => {
      names[ref.split("/")[1]].status = "accepted";
      delete names[ref.split("/")[1]].doubt;
    });
  } else if (type === "reading") {
    change(ref === "plan" ? "plan" : partsOf(ref).measure, each => {
      each.doubts = each.doubts.filter(why => why !== doubt.why);
      if (!each.doubts.length) delete each.doubts;
    });
  } else if (type === "claim" || type === "nobody") state.seen.add(doubt.key);
  else if (type === "assignment") {
    const { measure, list, index } = partsOf(ref);
    change(measure, each => { delete each[list][index].doubt; });
  } else if (type === "alignment" || type === "link") setStatus(ref, "accepted");
  else return false;
  return true;
}

function setStatus(ref, status) {
  const { measure, list, index } = partsOf(ref);
  change(measure, each => { each[list][index].status = status; });
}

function remove(ref) {
  const [what, place, list] = ref.split("/");
  if (what === "names") change("names", names => { names.splice(Number(place), 1); });
  else if (JUDGED[list]) setStatus(ref, "rejected");
  else if (list && list !== "title") {
    change(Number(place), measure => {
      const [gone] = measure[list].splice(partsOf(ref).index, 1);
      if (!measure[list].length) delete measure[list];
      if (list === "deadlines") {
        for (const amount of [...(measure.targets ?? []), ...(measure.conditions ?? [])]) {
          if (amount.deadline === gone.id) delete amount.deadline;
        }
      }
    });
  }
}

// Set a field of an entry; an empty value takes the field out.
function setField(ref, key, value) {
  const clean = value.trim();
  const put = block => {
    if (clean) block[key] = clean;
    else delete block[key];
  };
  const [what, place, list, index] = ref.split("/");
  if (what === "names") return change("names", names => put(list === "new" ? names[place].new : names[place]));
  return change(Number(place), measure => {
    if (list === undefined) return put(measure);
    const block = asBlock(measure[list][index]);
    put(block);
    if (key === "name") fitName(block);
    if (key === "comparator" && clean !== "between") delete block.maximum;
    measure[list][index] = block;
    return undefined;
  });
}

// Keep the print beside a name that was corrected, since the offsets run over the print.
function fitName(block) {
  const printed = printedAt(block.at);
  if (!printed || printed === block.name) delete block.as_written;
  else if (printed.length <= 24) block.as_written = printed;
}

// Move an assignment to another role, behind those that stand before it in the text.
function setRole(ref, role) {
  const { measure, list, index } = partsOf(ref);
  if (list === role) return ref;
  let position = 0;
  change(measure, each => {
    const [entry] = each[list].splice(index, 1);
    if (!each[list].length) delete each[list];
    position = insert(each, role, entry);
  });
  return `measures/${measure}/${role}/${position}`;
}

function insert(measure, list, entry) {
  measure[list] ??= [];
  const start = spansOf(entry.at)[0]?.[0] ?? Infinity;
  const after = measure[list].findIndex(each => (spansOf(each.at)[0]?.[0] ?? -1) > start);
  const position = after < 0 ? measure[list].length : after;
  measure[list].splice(position, 0, entry);
  return position;
}

function freeId(entries, letter) {
  const used = new Set((entries ?? []).map(each => each.id));
  let number = 1;
  while (used.has(letter + number)) number += 1;
  return letter + number;
}

// Link a measure to another, once for each kind: one that was rejected is accepted again; returns its reference.
function makeLink(measure, kind, to) {
  const links = state.plan.measures[measure].links ?? [];
  const known = links.findIndex(each => each.kind === kind && each.to === to);
  const ref = `measures/${measure}/links/${known < 0 ? links.length : known}`;
  if (known < 0) change(measure, each => { each.links = [...links, { to, kind }]; });
  else if (links[known].status) setStatus(ref, "accepted");
  return ref;
}

// Make an entry of a measure out of selected words; returns its reference.
function makeEntry(measure, list, at, printed) {
  const entry = { at: at.length === 1 ? at[0] : at };
  if (ROLES.includes(list)) entry.name = printed;
  else {
    entry.as_written = printed;
    if (list === "open_ended") entry.role = "responsible";
    if (list === "deadlines") Object.assign(entry, { id: freeId(state.plan.measures[measure].deadlines, "d"), kind: "within-year" });
    if (list === "targets" || list === "conditions") Object.assign(entry, newAmount(measure, list, printed));
  }
  let position = 0;
  change(measure, each => { position = insert(each, list, entry); });
  return `measures/${measure}/${list}/${position}`;
}

function newAmount(measure, list, printed) {
  const plain = printed.normalize("NFKC");
  return {
    id: freeId(state.plan.measures[measure][list], list[0]),
    subject: printed.replace(/[0-9０-９.．%％].*$/su, "") || printed,
    comparator: "at-least",
    value: plain.match(/[0-9]+(?:\.[0-9]+)?/)?.[0] ?? "",
    unit: "percent",
  };
}
