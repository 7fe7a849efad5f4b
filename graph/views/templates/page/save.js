/* The picture as a file: PNG, SVG and paper are one sheet with title, legend and caption, drawn by the same hand. */
const SHEET = { width: 1600, height: 1150, margin: 36, legend: 270, top: 96, bottom: 86 };
const SHARPNESS = 2;

/* Draw the sheet; `within` gives a pen whose origin and scale are moved. */
function drawSheet(pen, within) {
  const { width, height, margin, legend: side, top, bottom } = SHEET;
  pen.path([["M", 0, 0], ["L", width, 0], ["L", width, height], ["L", 0, height], ["Z"]], { fill: PAPER });
  const title = wrapped(plan[lang === "zh" ? "title" : "title_en"], 110, 1)[0];
  pen.text(title, margin, 40, { size: 24, weight: 600 });
  pen.text(say(`view.${state.view}`), margin, 72, { size: 15, colour: SOFT });
  if (plan.status !== "final" && pick(plan.status_names)) {
    pen.text(pick(plan.status_names), width - margin, 40, { size: 16, weight: 600, colour: "#8a4b00", align: "right" });
  }
  const room = { width: width - 2 * margin - side, height: height - top - bottom };
  const wide = scene.nodes.length ? readable(buildScene(), room.width, room.height) : scene;
  const { scale, x, y } = fit(wide, room.width, room.height);
  within(margin + room.width / 2 - x * scale, top + room.height / 2 - y * scale, scale, (inner) => drawScene(inner, wide, scale));
  drawSheetLegend(pen, within, width - side - margin + 24, top + 10);
  pen.path([["M", margin, height - bottom + 12], ["L", width - margin, height - bottom + 12]], { stroke: "#c3ccd5" });
  caption().forEach((line, place) => pen.text(wrapped(line, 200, 1)[0], margin, height - bottom + 32 + 20 * place, { size: 13, colour: SOFT }));
}

function drawSheetLegend(pen, within, x, y) {
  pen.text(say("legend"), x, y, { size: 15, weight: 600 });
  let down = y + 26;
  legendEntries().forEach(({ draw, text }) => {
    const rows = wrapped(text, 32);
    within(x, down - MARK / 2, 1, draw);
    rows.forEach((row, place) => pen.text(row, x + MARK + 9, down + 17 * place, { size: 13 }));
    down += 17 * rows.length + 7;
  });
}

/* The sheet as an SVG element; it needs nothing from outside and runs nothing. */
function svgSheet() {
  const { width, height } = SHEET;
  const root = svgElement("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width, height, "font-family": family.replaceAll('"', "'"), role: "img" });
  const described = caption().join(" ");
  root.append(svgElement("title", {}, plan[lang === "zh" ? "title" : "title_en"]), svgElement("desc", {}, described));
  drawSheet(svgPen(root), (x, y, scale, draw) => {
    const group = svgElement("g", { transform: `translate(${tenth(x)} ${tenth(y)}) scale(${Math.round(scale * 1e4) / 1e4})` });
    root.append(group);
    draw(svgPen(group));
  });
  return root;
}

const rest = () => new Promise((done) => { setTimeout(done, 0); });

/* Made in three steps with a rest between them, so that the page stays answerable. */
async function pngSheet() {
  const canvas = make("canvas", { width: SHEET.width * SHARPNESS, height: SHEET.height * SHARPNESS });
  const ctx = canvas.getContext("2d");
  ctx.scale(SHARPNESS, SHARPNESS);
  await rest();
  drawSheet(canvasPen(ctx), (x, y, scale, draw) => {
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(scale, scale);
    draw(canvasPen(ctx));
    ctx.restore();
  });
  await rest();
  return new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
}

function save(blob, ending, what = state.view) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: `tiaokuai-${what}.${lang}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function saveSvg() {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svgSheet())}\n`;
  save(new Blob([text], { type: "image/svg+xml" }), "svg");
}

function watchSaving() {
  find("svg").onclick = saveSvg;
  find("png").onclick = async () => save(await pngSheet(), "png");
  find("print").onclick = () => window.print();
  window.addEventListener("beforeprint", () => find("sheet").replaceChildren(svgSheet()));
}
