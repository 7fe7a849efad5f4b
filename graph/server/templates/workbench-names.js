// Names of nodes: what an IRI is called, where its page is, and what a parameter can be.
import { Failure, DATA, ask, lang, visible } from "./workbench-words.js";

const AT_ONCE = 300;
const known = new Map();
const UNSAFE = /[\u0000-\u0020<>"{}|\\^`]/;
const NAMED = `<${DATA.labels.join(">|<")}>`;

// Where the page of an IRI is; only what is ours has one, other IRIs are shown and never followed.
export function pageOf(iri) {
  if (iri.startsWith(DATA.namespace)) return `page/${encodeURI(iri.slice(DATA.namespace.length))}?lang=${lang()}`;
  if (iri.startsWith(DATA.prefixes.tk)) return `page/ns?lang=${lang()}#${iri.slice(DATA.prefixes.tk.length)}`;
  return null;
}

export function shortened(iri) {
  if (iri.startsWith(DATA.namespace)) return iri.slice(DATA.namespace.length);
  for (const [prefix, namespace] of Object.entries(DATA.prefixes)) if (iri.startsWith(namespace)) return `${prefix}:${iri.slice(namespace.length)}`;
  return iri;
}

export function nameOf(iri, names = known.get(iri)) {
  const name = names && (names[lang()] || names.zh || names.en);
  return visible(name || shortened(iri));
}

export async function select(query) {
  const response = await ask("sparql", { method: "POST", body: query, headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json" } });
  return (await response.json()).results.bindings;
}

// Learn the names of `iris`; those that have none stay as they are.
export async function learn(iris) {
  const fresh = [...new Set(iris)].filter(iri => !known.has(iri) && !UNSAFE.test(iri));
  for (let start = 0; start < fresh.length; start += AT_ONCE) {
    const some = fresh.slice(start, start + AT_ONCE);
    some.forEach(iri => known.set(iri, {}));
    try {
      const rows = await select(`SELECT ?iri ?name { VALUES ?iri { <${some.join("> <")}> } ?iri ${NAMED} ?name }`);
      for (const { iri, name } of rows) keep(iri.value, name);
    } catch (error) {
      some.forEach(iri => known.delete(iri));
      if (!(error instanceof Failure)) throw error;
      return;
    }
  }
}

function keep(iri, name) {
  const names = known.get(iri) ?? {};
  const language = (name["xml:lang"] ?? "").split("-")[0] || "zh";
  names[language] ??= name.value;
  known.set(iri, names);
}

const choices = new Map();

const FOLDERS = { concept: "bready/2025" };

// The nodes of a kind, by where their IRIs begin (role/lead is a role); of agencies, those with work.
export function choicesOf(kind) {
  if (!/^[a-z_]+$/.test(kind)) return Promise.resolve([]);
  if (!choices.has(kind)) choices.set(kind, readChoices(FOLDERS[kind] ?? kind.replaceAll("_", "-")));
  return choices.get(kind);
}

async function readChoices(kind) {
  const worked = kind === "agency" ? ` FILTER EXISTS { ?work <${DATA.prefixes.tk}toAgency> ?iri }` : "";
  const rows = await select(`SELECT ?iri ?name { ?iri ${NAMED} ?name FILTER(STRSTARTS(STR(?iri), "${DATA.namespace}${kind}/"))${worked} } LIMIT 20000`);
  for (const { iri, name } of rows) keep(iri.value, name);
  return [...new Set(rows.map(row => row.iri.value))];
}

// The one of `iris` that a word means: its IRI, its path, or its name in either language.
export const called = (iris, word) => iris.find(iri => iri === word || shortened(iri) === word || Object.values(known.get(iri) ?? {}).includes(word)) ?? word;

// Choices with the words that stand for them, in order; words that two nodes share get their path as well.
export function listed(iris) {
  const counted = Map.groupBy ? Map.groupBy(iris, iri => nameOf(iri)) : new Map(iris.map(iri => [nameOf(iri), [iri]]));
  const words = iris.map(iri => [iri, counted.get(nameOf(iri)).length > 1 ? `${nameOf(iri)} (${shortened(iri)})` : nameOf(iri)]);
  const collator = new Intl.Collator(lang() === "zh" ? "zh-Hans-CN" : "en", { numeric: true });
  return words.sort((one, other) => collator.compare(one[1], other[1]));
}
