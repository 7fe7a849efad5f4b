// An answer as columns and rows of cells, whichever way it came.
//
// A cell is null or {kind, value, names?, iri?}: kind is iri, blank, number, boolean or text;
// `names` what an IRI is called, `iri` where a cell that is no IRI leads.
import { heading, say } from "./workbench-words.js";

const NUMERIC = /^http:\/\/www\.w3\.org\/2001\/XMLSchema#(?:integer|decimal|double|float|int|long|short|byte|(?:non)?(?:Negative|Positive|negative|positive)Integer|nonNegativeInteger|unsigned\w+)$/;

// The answer of a named question: labels join the IRI that they name, and what every row repeats is told once.
export function answerOfQuestion({ columns, rows }) {
  const byName = new Map(columns.map(column => [column.name, column]));
  const named = columns.filter(column => column.type === "iri" && byName.has(`${column.name}_label`));
  const told = new Set(named.flatMap(({ name }) => [`${name}_label`, `${name}_label_en`]));
  const linked = byName.has("measure") && byName.has("key");
  if (linked) told.add("measure");
  const only = byName.has("plan") && rows.length && rows.every(row => row.plan === rows[0].plan) ? rows[0].plan : null;
  if (only) told.add("plan");
  const shown = columns.filter(column => !told.has(column.name));
  const cells = rows.map(row => shown.map(column => {
    const cell = cellOf(row[column.name], column.type);
    if (cell?.kind === "iri" && named.includes(column)) cell.names = { zh: row[`${column.name}_label`], en: row[`${column.name}_label_en`] };
    if (cell && linked && column.name === "key") cell.iri = row.measure;
    return cell;
  }));
  return { columns: shown.map(column => ({ ...column, title: () => heading(column) })), rows: cells, plan: only };
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
