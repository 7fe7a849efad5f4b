/* Two pens with one hand: what is drawn on the canvas of the page, and into a PNG, is drawn into an SVG alike. */
const family = getComputedStyle(document.documentElement).fontFamily;
const SVG = "http://www.w3.org/2000/svg";

/* A pen on a canvas. A path is a list of [command, …numbers]; "O" is a circle of x, y, r. */
function canvasPen(ctx) {
  const trace = { M: "moveTo", L: "lineTo", C: "bezierCurveTo" };
  return {
    path(steps, { fill, stroke, width = 1, dashes, alpha = 1 }) {
      ctx.globalAlpha = alpha;
      ctx.beginPath();
      steps.forEach(([command, ...at]) => {
        if (command === "Z") ctx.closePath();
        else if (command === "O") {
          ctx.moveTo(at[0] + at[2], at[1]);
          ctx.arc(at[0], at[1], at[2], 0, 2 * Math.PI);
        } else ctx[trace[command]](...at);
      });
      if (fill) {
        ctx.fillStyle = fill;
        ctx.fill();
      }
      if (stroke) {
        ctx.setLineDash(dashes || []);
        ctx.strokeStyle = stroke;
        ctx.lineWidth = width;
        ctx.stroke();
        ctx.setLineDash([]);
      }
      ctx.globalAlpha = 1;
    },
    text(text, x, y, { size, weight = 400, colour = INK, align = "left", halo = 0, alpha = 1 }) {
      ctx.globalAlpha = alpha;
      ctx.font = `${weight} ${size}px ${family}`;
      ctx.textAlign = align;
      ctx.textBaseline = "middle";
      if (halo) {
        ctx.lineJoin = "round";
        ctx.strokeStyle = "rgba(255,255,255,.92)";
        ctx.lineWidth = halo;
        ctx.strokeText(text, x, y);
      }
      ctx.fillStyle = colour;
      ctx.fillText(text, x, y);
      ctx.globalAlpha = 1;
    },
  };
}

const tenth = (value) => Math.round(value * 10) / 10;

function svgElement(tag, attributes, text = "") {
  const made = document.createElementNS(SVG, tag);
  Object.entries(attributes).forEach(([name, value]) => made.setAttribute(name, String(value)));
  if (text) made.textContent = text;
  return made;
}

/* A pen that appends to an SVG element: names become text nodes, whatever they hold. */
function svgPen(parent) {
  const circle = ([, x, y, r]) => `M${tenth(x - r)} ${tenth(y)}a${tenth(r)} ${tenth(r)} 0 1 0 ${tenth(2 * r)} 0a${tenth(r)} ${tenth(r)} 0 1 0 ${tenth(-2 * r)} 0Z`;
  return {
    path(steps, { fill, stroke, width = 1, dashes, alpha = 1 }) {
      const d = steps.map((step) => (step[0] === "O" ? circle(step) : step[0] + step.slice(1).map(tenth).join(" "))).join("");
      parent.append(svgElement("path", {
        d, fill: fill || "none", ...(stroke && { stroke, "stroke-width": tenth(width) }),
        ...(dashes && { "stroke-dasharray": dashes.join(" ") }), ...(alpha < 1 && { opacity: Math.round(alpha * 100) / 100 }),
      }));
    },
    text(text, x, y, { size, weight = 400, colour = INK, align = "left", halo = 0, alpha = 1 }) {
      const anchor = { left: "start", center: "middle", right: "end" }[align];
      parent.append(svgElement("text", {
        x: tenth(x), y: tenth(y), "font-size": tenth(size), fill: colour, "text-anchor": anchor, "dominant-baseline": "central",
        ...(weight !== 400 && { "font-weight": weight }), ...(alpha < 1 && { opacity: alpha }),
        ...(halo && { stroke: "#fff", "stroke-width": tenth(halo), "stroke-linejoin": "round", "paint-order": "stroke" }),
      }, text));
    },
  };
}

const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map();

/* The width of a text at size 1: it grows with the size. */
function textWidth(text, weight = 400) {
  const key = `${weight} ${text}`;
  if (!widths.has(key)) {
    ruler.font = `${weight} 20px ${family}`;
    widths.set(key, ruler.measureText(text).width / 20);
  }
  return widths.get(key);
}

const around = (x, y, radii, turn = 0) => radii.map((r, n) => {
  const angle = turn + (2 * Math.PI * n) / radii.length;
  return [n ? "L" : "M", x + r * Math.cos(angle), y + r * Math.sin(angle)];
}).concat([["Z"]]);

/* The outline of a node, as vis-network draws the shape of that name. */
function outline({ shape, x, y, size: r, wide = r }) {
  const up = -Math.PI / 2;
  switch (shape) {
    case "box": return rounded(x - wide, y - r, 2 * wide, 2 * r, Math.min(4, r * 0.35));
    case "square": return [["M", x - r, y - r], ["L", x + r, y - r], ["L", x + r, y + r], ["L", x - r, y + r], ["Z"]];
    case "diamond": return around(x, y, Array(4).fill(r), up);
    case "hexagon": return around(x, y, Array(6).fill(r));
    case "triangle": return around(x, y + 0.316 * r, Array(3).fill(1.328 * r), up);
    case "triangleDown": return around(x, y - 0.316 * r, Array(3).fill(1.328 * r), -up);
    case "star": return around(x, y + 0.1 * r, Array.from({ length: 10 }, (_, n) => 0.82 * r * (n % 2 ? 0.5 : 1.3)), up);
    default: return [["O", x, y, r]];
  }
}

function rounded(x, y, w, h, r) {
  const k = r * 0.45;
  return [["M", x + r, y], ["L", x + w - r, y], ["C", x + w - k, y, x + w, y + k, x + w, y + r], ["L", x + w, y + h - r],
    ["C", x + w, y + h - k, x + w - k, y + h, x + w - r, y + h], ["L", x + r, y + h], ["C", x + k, y + h, x, y + h - k, x, y + h - r],
    ["L", x, y + r], ["C", x, y + k, x + k, y, x + r, y], ["Z"]];
}
