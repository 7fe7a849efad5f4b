// Make graph/server/assets from the packages that package-lock.json pins: `make assets`.
//
// YASGUI comes as one module. What of it would call out, or show text from elsewhere, is cut
// before it is made small; a cut that does not match exactly once stops the build.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, transformSync } from "esbuild";

const HERE = import.meta.dirname;
const SHIPPED = join(HERE, "..", "graph", "server", "assets");
const AXE = join(HERE, "..", "tests", "data", "axe");
const YASGUI = join(HERE, "node_modules", "@zazuko", "yasgui", "build");

const CUTS = [
  ["a list of prefixes that anybody can add to, with advertisements among them",
    /, madsrdf = "http:[^\n]*, prefixes_default = \{\n(?:\t[^\n]*\n)+?\}, tokenTypes = \{/, ", prefixes_default = {}, tokenTypes = {"],
  ["completion of prefixes by prefix.cc", /e\.config\.prefixCcApi \? fetch\([\s\S]*?\) : Promise\.resolve\(prefixes_default\)/, "Promise.resolve(prefixes_default)"],
  ["completion of terms by Linked Open Vocabularies", /\tvar r = window\.location\.protocol[\s\S]*?lov\.linkeddata\.es[\s\S]*?Failed fetching suggestions"\);\n\t\}\);/, "\treturn Promise.resolve([]);"],
  ["strange endpoints to choose from", /getData: \(\) => \[\{ endpoint: "https:\/\/dbpedia[^\n]*\],/, "getData: () => [],"],
  ["a strange endpoint asked by default", /endpoint: "https:\/\/dbpedia\.org\/sparql",/, 'endpoint: "",'],
  ["JSON read by eval in browsers without JSON", /return j = eval\("\(" \+ text \+ "\)"\)[^;]*;/, "return null;"],
  ["the table, for which ours stands", /Yasr\.registerPlugin\("table", Table\), /, ""],
  ["the place of the source map", /\n\/\/# sourceMappingURL=[^\n]*/, ""],
];

function cut(text) {
  for (const [what, pattern, instead] of CUTS) {
    const found = text.match(new RegExp(pattern.source, "g")) ?? [];
    if (found.length !== 1) throw new Error(`${what}: found ${found.length} times, expected once`);
    text = text.replace(pattern, () => instead);
  }
  return text;
}

// Every package that YASGUI brings, with its licence text: more than are in the module, never fewer.
function licences() {
  const lock = JSON.parse(readFileSync(join(HERE, "package-lock.json"), "utf8"));
  const parts = Object.entries(lock.packages).filter(([path, each]) => path && !each.dev && !each.optional).map(([path]) => licence(join(HERE, path)));
  return `Third-party software in yasgui.js and yasgui.css, each with its licence.\n${parts.join("")}`;
}

function licence(folder) {
  const { name, version, license, author, homepage } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).filter(each => /^(licen[cs]e|copying)/i.test(each)).sort()[0];
  const by = typeof author === "string" ? author : author?.name ?? homepage ?? "";
  const text = file ? readFileSync(join(folder, file), "utf8").trim() : `${license ?? "MIT"}${by ? `, ${by}` : ""} (the package has no text of its own)`;
  return `\n${"=".repeat(80)}\n${name} ${version} (${license ?? "see below"})\n\n${text.replaceAll("\r\n", "\n")}\n`;
}

async function yasgui() {
  const contents = cut(readFileSync(join(YASGUI, "yasgui.esm.js"), "utf8"));
  const made = await build({
    stdin: { contents, resolveDir: YASGUI, loader: "js" },
    bundle: true, minify: true, format: "esm", target: "es2022", legalComments: "none", charset: "utf8", write: false, logLevel: "warning",
  });
  return made.outputFiles[0].text;
}

function put(folder, files) {
  if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) rmSync(join(folder, name));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return Object.entries(files);
}

const style = transformSync(readFileSync(join(YASGUI, "yasgui.min.css"), "utf8"), { loader: "css", minify: true, target: "es2022" }).code;
const axe = join(HERE, "node_modules", "axe-core");
const made = [
  ...put(SHIPPED, { "yasgui.js": await yasgui(), "yasgui.css": style.replace(/\/\*# sourceMappingURL[^\n]*/, ""), "LICENSES.txt": licences() })
    .map(([name, text]) => [`graph/server/assets/${name}`, text]),
  ...put(AXE, { "axe.min.js": readFileSync(join(axe, "axe.min.js")), LICENSE: readFileSync(join(axe, "LICENSE")) })
    .map(([name, text]) => [`tests/data/axe/${name}`, text]),
];
writeFileSync(join(HERE, "checksums.txt"), made.map(([name, text]) => `${createHash("sha256").update(text).digest("hex")}  ${name}\n`).join(""));
for (const [name, text] of made) console.log(`${name}: ${Buffer.byteLength(text).toLocaleString("en")} bytes`);
