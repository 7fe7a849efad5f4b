/* Which agencies, measures and assignments pass the filters that the reader has set. */
let passing = null;

function passesMeasure(measure) {
  if (state.section && keyed(sectionOf(measure)) !== state.section) return false;
  if (state.topic === "none") return !Object.keys(measure.topics || {}).length;
  return !state.topic || state.topic in (measure.topics || {});
}

function passesAgency(agency) {
  if (state.kind && keyed(agency.kind_word) !== state.kind) return false;
  if (state.system && keyed(agency.system_word) !== state.system) return false;
  if (state.groups && agency.group !== (state.groups === "only")) return false;
  return !state.weight || scoreOf(agency, "load") >= Number(state.weight);
}

/* The agencies and measures that are shown, and of each measure the agencies that take part in it.
 *
 * An agency is left out when a filter of measures or roles leaves it none, and a measure when a
 * filter of agencies or roles leaves it none: without a filter even a lonely node is shown. */
function filtered() {
  if (passing) return passing;
  const ofMeasures = state.section || state.topic || state.role;
  const ofAgencies = state.kind || state.system || state.weight || state.groups || state.role;
  const kept = new Set(facts.agencies.filter(passesAgency).map((each) => each.id));
  const party = new Map(facts.measures.filter(passesMeasure).map((measure) => [
    measure.id, partyTo(measure, state.role).filter((id) => kept.has(id)),
  ]).filter(([, found]) => !ofAgencies || found.length));
  const busy = new Set([...party.values()].flat());
  const shown = ofMeasures ? new Set([...kept].filter((id) => busy.has(id))) : kept;
  passing = { agencies: shown, measures: new Set(party.keys()), party, any: activeFilters().length > 0 };
  return passing;
}

/* The measures that two agencies share and the filters let pass. */
const sharedOf = ([one, other, , , found]) => (filtered().any
  ? found.filter((id) => (filtered().party.get(id) || []).includes(one) && filtered().party.get(id).includes(other))
  : found);

/* The ties between shown agencies that the reader asks for: as [tie, measures shared], in Python's order. */
function shownTies() {
  const { ties, beyond } = views.agencies;
  const { agencies: shown } = filtered();
  const chosen = state.ties === "shared" ? ties : beyond[state.ties].map((place) => ties[place]);
  const least = state.ties === "shared" ? Math.max(1, Number(state.least)) : 1;
  return chosen.filter(([one, other]) => shown.has(one) && shown.has(other))
    .map((tie) => [tie, sharedOf(tie)]).filter(([, found]) => found.length >= least);
}

function filterName(name) {
  const value = state[name];
  const named = {
    role: () => pick(facts.roles[value]),
    section: () => pick(byKey(sections).get(value)),
    topic: () => (value === "none" ? say("topic.none") : pick(topicNames.get(value))),
    kind: () => pick(byKey(kinds).get(value)),
    system: () => pick(byKey(systems).get(value)),
    weight: () => `≥ ${value}`,
    groups: () => say(`groups.${value}`),
  };
  return say("filter.active", { name: say(`filter.${name}`), value: named[name]() });
}
