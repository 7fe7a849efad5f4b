// The fields of the selected measure, or of a name; every one is set as soon as it is left.
const COMPARATORS = ["at-least", "at-most", "more-than", "less-than", "exactly", "about", "between"];
const BASES = ["level", "increase", "decrease", "new"];
// Groups that show even where they are empty.
const ALWAYS = new Set(["deadlines", "targets", "links"]);
const STATUSES = ["proposed", "accepted", "rejected"];
const RHYTHMS = ["daily", "weekly", "monthly", "quarterly", "half-yearly", "yearly"];
const PLAIN = words => words.map(each => [each, word(each)]);
const LISTED = kind => state.facts.words[kind].map(each => [each[0], inLanguage(each)]);
const roleChoices = () => ROLES.map(role => [role, say(`role.${role}`)]);

const linkKinds = () => PLAIN(state.facts.words["link-kind"].map(([kind]) => kind));
const asTarget = measure => [measurePath(measure), `${measure.key} ${measure.title ?? say("untitled")}`];

// key, choices (null: free text), whether it may be empty, whether it shows only in the selected row
const AMOUNT = measure => [
  ["subject", null, false, "wide"],
  ["comparator", PLAIN(COMPARATORS)],
  ["value", null, false, "short"],
  ["maximum", null, false, "short", entry => entry.comparator === "between"],
  ["unit", LISTED("unit")],
  ["basis", PLAIN(BASES), true],
  ["deadline", (measure.deadlines ?? []).map(each => [each.id, each.as_written ?? each.due ?? each.id]), true],
  ["as_written", null, true, "wide", isSelected],
];
const FORMS = {
  open_ended: () => [["role", roleChoices()], ["as_written", null, false]],
  deadlines: () => [
    ["as_written", null, true, "wide"],
    ["kind", PLAIN(["by-date", "within-year", "recurring", "ongoing"])],
    ["due", null, true, "date"],
    ["from", null, true, "date", (entry, ref) => entry.from || isSelected(entry, ref)],
    ["recurrence", PLAIN(RHYTHMS), true, "", entry => entry.recurrence || entry.kind === "recurring"],
  ],
  targets: AMOUNT,
  conditions: AMOUNT,
  documents: () => [["name", null, false, "wide"], ["role", PLAIN(["issues", "cites", "implements"])]],
  platforms: () => [["name", null, false, "wide"]],
  programmes: () => [["name", null, false, "wide"]],
  alignments: () => [
    ["strength", PLAIN(["direct", "contributes"])],
    ["status", PLAIN(STATUSES)],
    ["concept", null, false, "date", isSelected],
    ["reason", null, true, "wide", isSelected],
  ],
  links: () => [
    ["kind", linkKinds()],
    ["to", state.plan.measures.map(asTarget), false, "wide"],
    ["status", PLAIN(STATUSES), true],
    ["reason", null, true, "wide", isSelected],
  ],
};

function isSelected(_entry, ref) {
  return ref === state.ref;
}

function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== "" && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter(child => child !== null && child !== undefined && child !== ""));
  return element;
}

function button(key, act, kind = "") {
  return make("button", { type: "button", class: kind, onclick: event => { event.stopPropagation(); act(); } }, say(key));
}

function input(ref, key, value, { choices = null, empty = true, kind = "", list = "" } = {}) {
  const shared = { "data-ref": ref, "data-key": key, "aria-label": say(`field.${key}`), class: kind, title: say(`field.${key}`) };
  if (!choices) return written("input", ref, key, value, { ...shared, list, placeholder: say(`field.${key}`) });
  const known = choices.some(each => each[0] === value);
  const all = [...(empty || !value ? [["", `— ${say(`field.${key}`)}`]] : []), ...choices, ...(value && !known ? [[value, value]] : [])];
  const choose = event => setChosen(ref, key, event.target.value);
  const box = make("select", { ...shared, onchange: choose }, ...all.map(([each, shown]) => make("option", { value: each }, shown)));
  box.value = value ?? "";
  return box;
}

// A field to write in: set when it is left, or by Enter.
function written(tag, ref, key, value, attributes) {
  const box = make(tag, { ...attributes, spellcheck: "false", autocomplete: "off",
    onblur: () => setWritten(box), onkeydown: event => { if (event.key === "Enter" && !event.isComposing) { event.preventDefault(); setWritten(box); } } });
  box.value = box.was = value ?? "";
  return box;
}

function setWritten(box) {
  if (fields.drawing || box.value === box.was) return;
  box.was = box.value;
  setField(box.dataset.ref, box.dataset.key, box.value.replace(/\s*\n\s*/g, ""));
  drawLater();
}

function setChosen(ref, key, value) {
  const isRole = key === "role" && ROLES.includes(partsOf(ref).list);
  if (isRole) state.ref = setRole(ref, value);
  else setField(ref, key, value);
  draw(false);
  if (isRole) fieldAt(state.ref, key)?.focus();
}

// What is drawn anew would take the focus, or the click, from where it is just going: so that goes first.
const fields = { drawing: false, waiting: false, pressed: false };

function drawLater() {
  if (fields.waiting) return;
  fields.waiting = true;
  const now = () => {
    if (fields.pressed) return void setTimeout(now, 20);
    fields.waiting = false;
    return draw(false);
  };
  setTimeout(now);
}

const fieldAt = (ref, key) => document.querySelector(`#fields [data-ref="${ref}"][data-key="${key}"]`);

// Draw the pane; the focus stays, with what is just being written.
function drawFields() {
  const pane = document.getElementById("fields");
  const held = document.activeElement;
  const top = pane.scrollTop;
  fields.drawing = true;
  pane.replaceChildren(...(state.ref.startsWith("names/") ? nameFields(state.ref) : measureFields()));
  pane.scrollTop = top;
  if (held?.dataset.key) {
    const box = fieldAt(held.dataset.ref, held.dataset.key);
    if (box && held.was !== undefined && held.value !== held.was) box.value = held.value;
    box?.focus({ preventScroll: true });
    if (box && held.was !== undefined) box.setSelectionRange(held.selectionStart, held.selectionEnd);
  } else if (held?.dataset.row) pane.querySelector(`[data-row="${held.dataset.row}"]`)?.focus({ preventScroll: true });
  fields.drawing = false;
}

function measureFields() {
  const measure = state.plan.measures[state.measure];
  const place = `measures/${state.measure}`;
  const section = state.plan.sections.find(each => each.key === measure.section);
  const title = written("textarea", place, "title", measure.title, {
    "data-ref": place, "data-key": "title", "aria-label": say("field.title"), rows: "1", placeholder: say("untitled"),
  });
  const around = section ? `${section.label ?? ""}${section.title ?? ""}` : say("no-section");
  const head = make("header", { class: "measure-head" }, make("p", { class: "soft" }, around),
    make("div", { class: "titled" }, make("b", { class: "key" }, measure.key), title));
  const rows = ROLES.flatMap(role => (measure[role] ?? []).map((entry, index) => assignmentRow(`${place}/${role}/${index}`, asBlock(entry), role)));
  const whole = doubts().filter(each => each.ref === place);
  const more = { links: linkMaker(measure, place) };
  return [head, ...whole.map(doubtLine), group("assignments", rows),
    ...LISTS.filter(list => measure[list]?.length || ALWAYS.has(list)).map(list =>
      group(list, (measure[list] ?? []).map((entry, index) => entryRow(`${place}/${list}/${index}`, entry, list, measure)), more[list]))];
}

function group(name, rows, more = []) {
  const count = make("small", {}, String(rows.length));
  return make("section", { class: "group" }, make("h3", {}, say(`group.${name}`), " ", count),
    ...(rows.length ? rows : [make("p", { class: "soft" }, say("empty"))]), ...more);
}

// Two drop-downs, the second of which makes the link as soon as a measure is chosen.
function linkMaker(measure, place) {
  const others = state.plan.measures.filter(each => each !== measure).map(asTarget);
  if (!others.length) return [];
  const chooser = (key, choices) => make("select", { "data-ref": place, "data-key": key, "aria-label": say(key), title: say(key) },
    ...choices.map(([value, shown]) => make("option", { value }, shown)));
  const kind = chooser("link.kind", linkKinds());
  const to = chooser("link.to", [["", `— ${say("link.to")}`], ...others]);
  to.addEventListener("change", () => {
    state.ref = makeLink(state.measure, kind.value, to.value);
    draw(true);
    fieldAt(state.ref, "to")?.focus();
  });
  return [make("div", { class: "line maker" }, kind, to)];
}

function row(ref, kind, ...children) {
  const here = doubts().filter(each => isWithin(each.ref, ref));
  return make("div", {
    class: `row is-${kind}${ref === state.ref ? " current" : ""}${here.length ? " doubtful" : ""}`, "data-row": ref, tabindex: "0",
    onclick: event => { if (ref !== state.ref) select(ref, { text: true, keep: event.target.tagName === "SELECT" }); },
    onfocus: () => { if (!fields.drawing && ref !== state.ref) select(ref, { text: true }); },
    onmouseenter: () => pointInText(ref, "hover", false), onmouseleave: () => pointInText("", "hover", false),
  }, ...children, ...here.map(doubtLine));
}

function doubtLine(doubt) {
  const acts = [];
  if (doubt.type === "unknown") acts.push(button("describe", () => describe(doubt.what)));
  else if (doubt.type === "claim" || doubt.type === "nobody") acts.push(button("seen", () => acceptDoubt(doubt)));
  else if (doubt.type !== "fault") acts.push(button("accept", () => acceptDoubt(doubt)));
  if (Object.values(JUDGED).includes(doubt.type)) acts.push(button("reject", () => removeRef(doubt.ref)));
  return make("p", { class: `doubt ${doubt.type}` }, make("span", {}, whyOf(doubt)), ...acts);
}

function whyOf(doubt) {
  if (doubt.type === "fault" || doubt.type === "claim") return `${told(doubt.what)} ${told(doubt.remedy)}`.trim();
  if (doubt.type === "unknown" && agenciesOf(doubt.what).length) return say("ambiguous");
  return doubt.why ? told(doubt.why) : say(PHRASES[`doubt.${doubt.type}.why`] ? `doubt.${doubt.type}.why` : `doubt.${doubt.type}`);
}

function assignmentRow(ref, entry, role) {
  const known = agenciesOf(entry.name);
  const who = known.length === 1 ? known[0].label : say(known.length ? "ambiguous" : "unknown");
  const notes = [who !== entry.name ? who : "", entry.as_written ? `“${entry.as_written}”` : "", entry.rule ? say("by-rule", { rule: entry.rule }) : ""];
  const more = ref === state.ref || entry.part ? [input(ref, "part", entry.part, { kind: "short" })] : [];
  return row(ref, role,
    make("div", { class: "line" }, input(ref, "role", role, { choices: roleChoices(), empty: false, kind: "role" }),
      input(ref, "name", entry.name, { list: "spellings", kind: "wide" }), ...more, deleter(ref)),
    make("p", { class: `soft who${known.length === 1 ? "" : " wrong"}` }, notes.filter(Boolean).join(" · ")));
}

function deleter(ref) {
  return make("button", { type: "button", class: "delete", "data-ref": ref, "data-key": "delete", "aria-label": say("delete"), title: say("delete"),
    onclick: event => { event.stopPropagation(); removeRef(ref); } }, "×");
}

function entryRow(ref, entry, list, measure) {
  const fields = FORMS[list](measure)
    .filter(([, , , , shown]) => !shown || shown(entry, ref))
    .map(([key, choices, empty = false, kind = ""]) => input(ref, key, entry[key], { choices, empty, kind }));
  const head = list === "alignments" ? [make("p", {}, conceptName(entry))] : [];
  const coder = entry.coder && ref === state.ref ? [make("p", { class: "soft who" }, say("by-coder", { coder: entry.coder }))] : [];
  return row(ref, list, ...head, make("div", { class: "line" }, ...fields, deleter(ref)), ...coder);
}

function nameFields(ref) {
  const entry = valueAt(ref);
  if (!entry) return [];
  const given = `${ref}/new`;
  const labelled = (key, box) => make("label", {}, make("span", {}, say(`field.${key}`)), box);
  const words = key => labelled(key, input(given, key, entry.new[key], { choices: LISTED(key), empty: key !== "kind" && key !== "level" }));
  const fields = entry.new
    ? [...["label", "label_en", "slug"].map(key => labelled(key, input(given, key, entry.new[key]))),
      labelled("group", input(given, "group", entry.new.group, { choices: PLAIN(["yes", "no"]) })),
      ...["kind", "function", "level", "line", "system"].map(words)]
    : [labelled("agency", input(ref, "agency", entry.agency, { list: "agencies" })), make("p", { class: "soft" }, nameOf(entry.agency))];
  const acts = doubts().some(each => each.ref === ref && each.type === "name")
    ? [button("accept", () => acceptDoubt({ type: "name", ref }), "main")] : [];
  return [make("header", { class: "measure-head" }, make("p", { class: "soft" }, say("names")), make("h2", {}, entry.spelling)),
    make("div", { class: "form row current", "data-row": ref, tabindex: "0" }, ...fields, labelled("status", make("b", {}, word(entry.status ?? "proposed"))),
      ...doubts().filter(each => isWithin(each.ref, ref) && (each.type === "fault" || each.why)).map(doubtLine)),
    make("p", { class: "acts" }, ...acts, button("delete", () => removeRef(ref)))];
}
