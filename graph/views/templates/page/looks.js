/* How things look: sizes by a score, colours and shapes by a group, fills of measures, lines by role. */
const INK = "#16202b";
const SOFT = "#54616e";
const PAPER = "#ffffff";
const OTHER = { colour: "#77818c", shape: "dot" };
const COLOURS = ["#0072b2", "#d55e00", "#00805e", "#b0569a", "#a67200", "#882255", "#2f8fc4"];
const SHAPES = ["dot", "square", "triangle", "diamond", "star", "hexagon", "triangleDown"];
const SMALLEST = 3.5;
const LARGEST = 12;
const NARROWEST = 8.5; // fits the lines of the two columns whatever the score
const COVERED = {
  direct: { fill: "#1f4876", ink: PAPER, border: "#1f4876", mark: "whole" },
  contributes: { fill: "#cfe0ef", ink: INK, border: "#6d8fb0", mark: "half" },
  none: { fill: PAPER, ink: INK, border: "#8795a3", mark: "" },
};
const lines = new Map(legend.roles.map(([role, , line]) => [role, line]));

/* Colour and shape of the place-th group: every pair once up to 49 groups, both differ up to seven. */
function lookAt(place) {
  if (place >= COLOURS.length * SHAPES.length) return OTHER;
  return { colour: COLOURS[place % 7], shape: SHAPES[(place + Math.floor(place / 7)) % 7] };
}

const wordOf = {
  system: (agency) => agency.system_word,
  kind: (agency) => agency.kind_word,
  community: (agency) => communities[agency.id],
  section: (agency) => mainSection(agency.id),
};
const namesBy = { system: systems, kind: kinds, community: communityNames, section: sections };

const looksMade = {};

/* Look by word of a way to colour agencies, the most frequent words first; sections in the plan's order. */
function looksBy(colour) {
  if (looksMade[colour]) return looksMade[colour];
  if (colour === "system") {
    looksMade.system = new Map(legend.systems);
    return looksMade.system;
  }
  const counts = new Map();
  facts.agencies.forEach((each) => counts.set(wordOf[colour](each), (counts.get(wordOf[colour](each)) || 0) + 1));
  counts.delete(undefined);
  counts.delete("");
  const order = colour === "section" ? [...sections.keys()] : [...counts.keys()].sort((a, b) => counts.get(b) - counts.get(a));
  looksMade[colour] = new Map(order.map((word, place) => [word, lookAt(place)]));
  return looksMade[colour];
}

function agencyLook(agency) {
  const look = looksBy(state.colour).get(wordOf[state.colour](agency)) || OTHER;
  return {
    shape: look.shape,
    fill: agency.group ? PAPER : look.colour,
    border: look.colour,
    width: agency.group ? 2 : 1,
  };
}

const most = {};

/* The radius of an agency: its area grows with the score chosen. */
function radius(agency, name = state.size, largest = LARGEST) {
  most[name] ??= Math.max(0, ...facts.agencies.map((each) => scoreOf(each, name) || 0)) || 1;
  const share = Math.max(0, scoreOf(agency, name) || 0) / most[name];
  return Math.round(Math.sqrt(SMALLEST ** 2 + (largest ** 2 - SMALLEST ** 2) * share) * 10) / 10;
}

function tint(colour, share) {
  const parts = [1, 3, 5].map((place) => Number.parseInt(colour.slice(place, place + 2), 16));
  return `#${parts.map((part) => Math.round(255 + (part - 255) * share).toString(16).padStart(2, "0")).join("")}`;
}

/* How strongly a measure bears on a topic, on any topic when none is chosen. */
function coverageOf(measure) {
  const found = measure.topics || {};
  if (state.fill !== "coverage") return found[state.fill] || "none";
  const all = Object.values(found);
  return all.includes("direct") ? "direct" : all.includes("contributes") ? "contributes" : "none";
}

/* The look of a measure's square; red dashes say that it names no lead, whatever the fill. */
function measureLook(measure) {
  const base = usual.get(measure.id);
  const look = { fill: base.color.background, ink: base.font.color, border: base.color.border, mark: "" };
  if (state.fill === "section") {
    const { colour } = looksBy("section").get(sectionOf(measure)) || OTHER;
    Object.assign(look, { fill: tint(colour, 0.22), ink: INK, border: colour });
  } else if (state.fill !== "agencies") {
    Object.assign(look, COVERED[coverageOf(measure)]);
  }
  const led = !base.shapeProperties.borderDashes;
  return { ...look, border: led ? look.border : base.color.border, width: base.borderWidth, dashes: base.shapeProperties.borderDashes };
}
