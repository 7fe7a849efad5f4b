/* The page starts: what the address says is shown, and every choice redraws what depends on it. */
const NEW_VIEW = ["view", "about", "by", "score", "part", "lang"];
const NEW_LOOK = ["ties", "least", "size", "colour", "fill", ...FILTERS];

let started = false;

/* At the start, and in a large plan, what stands around the picture is made piece by piece after it. */
function soon(work) {
  if (!started || LARGE) setTimeout(work, 0);
  else work();
}

function showAll(changed) {
  const any = (keys) => keys.some((name) => changed.has(name));
  const wider = any(NEW_VIEW) || any(NEW_LOOK);
  passing = null;
  if (changed.has("lang")) speakNow();
  if (any(["view", "about", "by"])) cursor = "";
  if (wider) show(sceneHere(), !any(NEW_VIEW));
  else network.redraw();
  if (wider) soon(showControls);
  if (wider) soon(showLegend);
  if (any(["node", "lang", "view", "by", "about"])) soon(showPanel);
  if (wider || any(["table", "sort", "node"])) soon(showTable);
  if (changed.has("node") && state.node) announce(say("said.chosen", { name: wholeName(state.node) }));
}

function start() {
  watchers.push(showAll);
  watchStage();
  watchSearch();
  watchTable();
  watchSaving();
  watchControls();
  window.addEventListener("popstate", restore);
  restore();
  setTimeout(ready, 0);
}

function ready() {
  started = true;
  window.tiaokuai = {
    network, take: goTo, change, svgSheet, csvNow,
    get nodes() { return drawn.nodes; },
    get edges() { return drawn.edges; },
    get scene() { return scene; },
    get state() { return state; },
    get labels() { return namesAt(network.getScale()); },
  };
}

setTimeout(start, 0);
