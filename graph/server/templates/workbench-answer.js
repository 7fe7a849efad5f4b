// An answer as columns and rows of cells, whichever way it came.
//
// A cell is null or {kind, value, names?, iri?}: kind is iri, blank, number, boolean or text;
// `names` what an IRI is called, `iri` where a cell that is no IRI leads.
import { heading, lang, say } from "./workbench-words.js";

const NUMERIC = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#(?:integer|decimal|double|float|int|long|short|byte|(?:non)?(?:Negative|Positive|negative|positive)Integer|nonNegativeInteger|unsigned\w+)$/;

// The answer of a named question: names join the IRI or the text that they belong to, and what every row repeats is told once.
export function answerOfQuestion({ columns, rows }) {
  const names = new Set(columns.map(column => column.name));
  const parts = new Map(columns.map(column => [column.name, partsOf(column, names)]));
  const told = new Set([...parts.values()].flatMap(each => [each.zh, each.en]).filter(Boolean));
  const linked = names.has("measure") && names.has("key");
  if (linked) told.add("measure");
  const only = names.has("plan") && rows.length && rows.every(row => row.plan === rows[0].plan) ? rows[0].plan : null;
  if (only) told.add("plan");
  const shown = columns.filter(column => !told.has(column.name));
  const cells = rows.map(row => shown.map(column => {
    const cell = namedCell(row, column, parts.get(column.name));
    if (cell && linked && column.name === "key") cell.iri = row.measure;
    return cell;
  }));
  return { columns: shown.map(column => ({ ...column, title: () => parts.get(column.name).own ? heading(column).replace(/ in (?:Chinese|English)$/, "") : heading(column) })), rows: cells, plan: only };
}

// Where the names of a column stand: agency_label and agency_label_en for agency; role_label_en for a role_label of its own.
function partsOf({ name, type }, names) {
  if (type === "iri") {
    const zh = [`${name}_label`, `${name}_title`].find(each => names.has(each));
    return zh ? { zh, en: names.has(`${zh}_en`) ? `${zh}_en` : "" } : {};
  }
  return names.has(`${name}_en`) ? { zh: "", en: `${name}_en`, own: true } : {};
}

function namedCell(row, { name, type }, { zh, en, own }) {
  const cell = cellOf(own && lang() === "en" ? row[en] ?? row[name] : row[name], type);
  if (cell?.kind === "iri" && zh) cell.names = { zh: row[zh], en: row[en] };
  return cell;
}

// The same answer with every column as it came, to be saved.
export const plainAnswer = ({ columns, rows }) => ({ columns, rows: rows.map(row => columns.map(column => cellOf(row[column.name], column.type))) });

function cellOf(value, type) {
  if (value === null || value === undefined) return null;
  if (type === "iri") return String(value).startsWith("_:") ? { kind: "blank", value } : { kind: "iri", value };
  if (typeof value === "boolean") return { kind: "boolean", value };
  return { kind: typeof value === "number" ? "number" : "text", value };
}

// The answer of the endpoint in SPARQL results JSON.
export function answerOfSparql({ head, results, boolean }) {
  if (typeof boolean === "boolean") return { truth: boolean, columns: [], rows: [] };
  const columns = head.vars.map(name => ({ name, title: () => `?${name}` }));
  const rows = results.bindings.map(row => head.vars.map(name => row[name] ? cellOfTerm(row[name]) : null));
  columns.forEach((column, place) => { column.type = rows.length && rows.every(row => !row[place] || row[place].kind === "number") ? "decimal" : "text"; });
  return { columns, rows };
}

function cellOfTerm({ type, value, datatype }) {
  if (type === "uri") return { kind: "iri", value };
  if (type === "bnode") return { kind: "blank", value: `_:${value}` };
  if (datatype && NUMERIC.test(datatype) && Number.isFinite(Number(value))) return { kind: "number", value: Number(value), written: value };
  return { kind: "text", value };
}

// The answer of CONSTRUCT or DESCRIBE: the statements that YASGUI has parsed.
export function answerOfStatements(statements) {
  const columns = ["subject", "predicate", "object"].map(name => ({ name, type: "text", title: () => say(name) }));
  const cell = term => cellOfTerm({ type: { NamedNode: "uri", BlankNode: "bnode" }[term.termType] ?? "literal", value: term.value, datatype: term.datatype?.value });
  return { columns, rows: statements.map(each => [cell(each.subject), cell(each.predicate), cell(each.object)]), isGraph: true };
}

export const irisOf = answer => answer.rows.flatMap(row => row.filter(cell => cell?.kind === "iri" && !cell.names).map(cell => cell.value));
