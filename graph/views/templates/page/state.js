/* What the reader has chosen, kept in the address so that a copied address shows the same. */
const crowded = !views.limits.whole;
const LARGE = facts.agencies.length + facts.measures.length > 600;

const defaults = {
  lang: "zh",
  view: crowded ? "groups" : "two-mode",
  node: "",
  about: "",
  by: "section",
  ties: "shared",
  least: String(views.agencies.threshold || 1),
  score: (views.centre.scores[0] || { key: "load" }).key,
  size: "load",
  colour: "system",
  fill: "agencies",
  role: "",
  section: "",
  part: "1",
  topic: "",
  kind: "",
  system: "",
  weight: "",
  groups: "",
  table: "",
  sort: "",
};
const FILTERS = ["role", "section", "topic", "kind", "system", "weight", "groups"];

const methods = Object.keys(views.agencies.beyond);
const groupings = views.groups.filter((each) => each.nodes.length);
const offered = {
  "two-mode": true,
  agencies: facts.agencies.length > 0,
  groups: groupings.length > 0,
  near: facts.agencies.length > 0,
  centre: views.centre.scores.length > 0,
};

let state = { ...defaults };
const watchers = [];

const hasNode = (id) => agencies.has(id) || measures.has(id);
const whole = (text) => (/^\d{1,6}$/.test(text) ? text : "");
function anyOf(names) {
  const known = new Set(names);
  return (text) => (known.has(text) ? text : "");
}

/* What an address may say of each choice; anything else falls back to the default. */
const accepted = {
  lang: anyOf(["zh", "en"]),
  view: (text) => (offered[text] ? text : ""),
  node: (text) => (hasNode(text) || /^g\d{1,4}$/.test(text) ? text : ""),
  about: (text) => (hasNode(text) ? text : ""),
  by: anyOf(groupings.map((each) => each.key)),
  ties: anyOf(["shared", ...methods]),
  least: whole,
  score: anyOf(views.centre.scores.map((each) => each.key)),
  size: anyOf(scoreNames.keys()),
  colour: anyOf(["system", "kind", "community", "section"]),
  fill: (text) => (["agencies", "section", "coverage"].includes(text) || topicNames.has(text) ? text : ""),
  role: anyOf(roleOrder),
  section: anyOf(byKey(sections).keys()),
  part: whole,
  topic: anyOf([...topicNames.keys(), "none"]),
  kind: anyOf(byKey(kinds).keys()),
  system: anyOf(byKey(systems).keys()),
  weight: whole,
  groups: anyOf(["out", "only"]),
  table: anyOf(["agencies", "measures", "ties"]),
  sort: (text) => (/^-?[a-z_]{1,30}$/.test(text) ? text : ""),
};

function fromAddress() {
  const told = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(Object.entries(defaults).map(([name, usualValue]) => [
    name, (told.has(name) && accepted[name](told.get(name))) || usualValue,
  ]));
}

function toAddress() {
  const told = Object.entries(state).filter(([name, value]) => value !== defaults[name]);
  return `#${new URLSearchParams(told)}`;
}

/* Take the choices in `patch`; a new view or node is a step that the browser's Back undoes. */
function change(patch) {
  const before = state;
  state = { ...state, ...patch };
  const changed = Object.keys(state).filter((name) => state[name] !== before[name]);
  if (!changed.length) return;
  const step = changed.some((name) => ["view", "node", "about", "by", "part"].includes(name));
  history[step ? "pushState" : "replaceState"](null, "", toAddress());
  tell(changed);
}

function tell(changed) {
  lang = state.lang;
  watchers.forEach((watcher) => watcher(new Set(changed)));
}

function restore() {
  state = fromAddress();
  tell(Object.keys(state));
}

const activeFilters = () => FILTERS.filter((name) => state[name]);
const clearedFilters = () => Object.fromEntries(FILTERS.map((name) => [name, ""]));
