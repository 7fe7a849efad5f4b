/* Where the neighbours of an agency or measure stand, in a plan too large to carry all these places.
 *
 * The same in every browser: measures on an inner ring in the plan's order, agencies in rows to its right
 * and left, each at the height of the measures that it takes part in. */
const MOST_AROUND = 60;
const MOST_ALIKE = 16;
const ROW = 20;
const PITCH = 36;

/* Keys by their counts, at most `most` that count `least` or more, the largest first. */
const topOf = (counts, most, least) => [...counts].filter(([, count]) => count >= least)
  .sort((one, other) => other[1] - one[1]).slice(0, most).map(([key]) => key);

/* The measures that share agencies with a measure, and how many they share. */
function alikeTo(measure) {
  const counts = new Map();
  partyTo(measure).forEach((id) => held.get(id).forEach((other) => {
    if (other !== measure) counts.set(other, (counts.get(other) || 0) + 1);
  }));
  return counts;
}

function ringAround(id) {
  const own = measures.get(id);
  const inner = (own ? topOf(alikeTo(own), MOST_ALIKE, 2) : held.get(id)).slice(0, MOST_AROUND);
  const outer = own ? partyTo(own).slice(0, MOST_AROUND) : partnersOf(id).slice(0, MOST_AROUND).map(([other]) => other);
  const ring = Math.max(70, (inner.length * PITCH) / (2 * Math.PI));
  const spots = {};
  inner.forEach((measure, place) => {
    const turn = (2 * Math.PI * place) / inner.length - Math.PI / 2;
    spots[measure.id] = [Math.round(ring * Math.cos(turn)), Math.round(ring * Math.sin(turn))];
  });
  const middles = outer.map((other) => {
    const touched = inner.filter((measure) => held.get(other).includes(measure)).map((measure) => spots[measure.id]);
    const mean = (axis) => touched.reduce((sum, spot) => sum + spot[axis], 0) / Math.max(1, touched.length);
    return { id: other, x: mean(0), y: mean(1) };
  }).sort((one, other) => other.x - one.x);
  const right = Math.ceil(middles.length / 2);
  const far = Math.max(ring + 80, (right * ROW) / 2 / 0.96);
  [[middles.slice(0, right), 1], [middles.slice(right), -1]].forEach(([side, sign]) => {
    const room = Math.min((1.92 * far) / Math.max(1, right), 3 * ROW);
    side.sort((one, other) => one.y - other.y).forEach((each, place) => {
      const y = (place - (side.length - 1) / 2) * room;
      spots[each.id] = [Math.round(sign * Math.sqrt(far ** 2 - y ** 2)), Math.round(y)];
    });
  });
  return spots;
}
