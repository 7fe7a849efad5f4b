/* What the page knows: agencies and measures by id, their names, who shares what with whom. */
const agencies = new Map(facts.agencies.map((each) => [each.id, each]));
const measures = new Map(facts.measures.map((each) => [each.id, each]));
const roleOrder = Object.keys(facts.roles);
const topics = (facts.topics || []).map(([key, zh, en]) => ({ key, zh, en }));
const given = read("nodes");
const usual = new Map([...Object.entries(views.looks || {}), ...given.map((node) => [node.id, node])]);

const titleOf = (measure) => measure.title || say("untitled");
const numbered = (measure) => `${measure.number}. ${titleOf(measure)}`;
const shortName = (agency) => usual.get(agency.id)[lang];
const listName = (agency) => (lang === "zh" ? shortName(agency) : agency.label_en);
const longName = (agency) => (lang === "zh" ? agency.label : agency.label_en);

function nameOf(id) {
  if (agencies.has(id)) return listName(agencies.get(id));
  return measures.has(id) ? numbered(measures.get(id)) : "";
}

const scoreOf = (agency, name) => Number.parseFloat((agency.scores[name] || [""])[0]);

/* The agencies of a measure, each once, in printed order; of one role where one is given. */
const partyTo = (measure, role = "") => [...new Set(role ? measure.roles[role] || [] : Object.values(measure.roles).flat())];

const held = new Map(facts.agencies.map((each) => [each.id, []]));
facts.measures.forEach((measure) => partyTo(measure).forEach((id) => held.get(id).push(measure)));

const rolesIn = (measure, id) => roleOrder.filter((role) => (measure.roles[role] || []).includes(id));

/* Partners of an agency with how many measures it shares with each, most first. */
function partnersOf(id) {
  const shared = new Map();
  held.get(id).forEach((measure) => partyTo(measure).forEach((other) => {
    if (other !== id) shared.set(other, (shared.get(other) || 0) + 1);
  }));
  return [...shared].sort((one, other) => other[1] - one[1]);
}

/* The section in which an agency has most measures, of equals the first. */
function mainSection(id) {
  const counts = new Map();
  held.get(id).forEach((measure) => counts.set(sectionOf(measure), (counts.get(sectionOf(measure)) || 0) + 1));
  return [...counts].reduce((best, each) => (each[1] > best[1] ? each : best), ["", 0])[0];
}

const sectionOf = (measure) => measure.section_key ?? measure.section[0];

/* Distinct values of a facet with their names in both languages, in the order of first appearance. */
function distinct(items, word, names) {
  const found = new Map();
  items.forEach((item) => {
    const key = word(item);
    if (key !== undefined && key !== null && !found.has(key)) found.set(key, names(item));
  });
  return found;
}

/* What a filter calls things that have no section, kind or system. */
const NONE = "unknown";
const keyed = (word) => String(word || NONE);
const byKey = (names) => new Map([...names].map(([word, both]) => [keyed(word), both]));

const sections = distinct(facts.measures, sectionOf, (each) => each.section);
const sectors = distinct(facts.measures, (each) => each.sector && each.sector[0], (each) => each.sector.slice(1));
const systems = distinct(facts.agencies, (each) => each.system_word, (each) => each.system);
const kinds = distinct(facts.agencies, (each) => each.kind_word, (each) => each.kind);
const topicNames = new Map(topics.map((each) => [each.key, [each.zh, each.en]]));
const scoreNames = new Map(facts.scores.map((each) => [each.name, each]));
const communities = views.agencies.communities;
const communityNames = new Map([...new Set(Object.values(communities))].sort((a, b) => a - b).map((n, place) => [n, letterOf(place)]));

function letterOf(n) {
  const letter = String.fromCharCode(65 + (n % 26));
  return n < 26 ? letter : letter + Math.floor(n / 26);
}

/* The measures that stand in a group: a section, a sector, a topic; of a system, its agencies. */
const groupWords = {
  section: (measure) => [sectionOf(measure)],
  sector: (measure) => (measure.sector ? [measure.sector[0]] : []),
  topic: (measure) => Object.keys(measure.topics || {}),
};
