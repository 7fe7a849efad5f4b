// Rows as files: CSV that a Chinese Excel reads, XLSX, JSON.
//
// CSV and JSON of a named question come from the server; what is written here follows
// graph.views.tables to the letter, and a test holds it to that.
import { make, say } from "./workbench-words.js";

const BOM = "\ufeff";
const HIDDEN = "\\x7f-\\x9f\\u00ad\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ud800-\\udfff";
const BLANK = `(?![\\n\\r])[\\s\\x00-\\x1f${HIDDEN}]`;
const DANGER = new RegExp(`(?:^|(?<=[\\n\\r]))(?='*(?:(?:${BLANK})*[=+\\-@＝＋－＠]|[\\t\\r]))`, "gu");

// Text that no spreadsheet takes for a formula: an apostrophe before each line that could be one.
export const neutralised = text => text.replace(DANGER, "'");

const plain = cell => !cell ? "" : String(cell.written ?? cell.value);
const safe = cell => cell?.kind === "number" ? plain(cell) : neutralised(plain(cell));
const quoted = text => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;

export const csvOf = ({ columns, rows }) => BOM + [columns.map(column => quoted(column.name)), ...rows.map(row => row.map(cell => quoted(safe(cell))))].map(line => `${line.join(",")}\r\n`).join("");

export const jsonOf = ({ columns, rows }) => `${JSON.stringify({
  schema: "tiaokuai/query/1",
  columns: columns.map(({ name }) => ({ name })),
  rows: rows.map(row => Object.fromEntries(row.map((cell, place) => [columns[place].name, cell ? cell.value : null]))),
}, null, 1)}\n`;

const xml = text => text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
  .replace(/[&<>"]/g, sign => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]).replaceAll("\r", "&#13;");
const LONGEST_CELL = 32767;

function sheetOf({ columns, rows }) {
  const text = value => `<c t="inlineStr"><is><t xml:space="preserve">${xml(value.slice(0, LONGEST_CELL))}</t></is></c>`;
  const cell = each => !each ? "<c/>" : each.kind === "number" ? `<c><v>${each.value}</v></c>` : text(safe(each));
  const lines = [columns.map(column => text(column.name)), ...rows.map(row => row.map(cell))];
  return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>${lines.map(line => `<row>${line.join("")}</row>`).join("")}</sheetData></worksheet>`;
}

// A workbook of one sheet: a ZIP archive of four parts, stored as they are.
export function xlsxOf(answer) {
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';
  const package_ = "http://schemas.openxmlformats.org/package/2006";
  const office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
  return zip({
    "[Content_Types].xml": `${head}<Types xmlns="${package_}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${kind}.worksheet+xml"/></Types>`,
    "_rels/.rels": `${head}<Relationships xmlns="${package_}/relationships"><Relationship Id="r1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    "xl/workbook.xml": `${head}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="${office}"><sheets><sheet name="rows" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${head}<Relationships xmlns="${package_}/relationships"><Relationship Id="r1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    "xl/worksheets/sheet1.xml": head + sheetOf(answer),
  });
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n;
});

function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}

const FIRST_DAY = 0x21; // 1 January 1980: the same rows, the same bytes

function zip(files) {
  const parts = [], index = [];
  let at = 0;
  for (const [name, text] of Object.entries(files)) {
    const [path, bytes] = [name, text].map(each => new TextEncoder().encode(each));
    const about = [20, 0x800, 0, 0, FIRST_DAY].map(each => [each, 2]).concat([[checksum(bytes), 4], [bytes.length, 4], [bytes.length, 4], [path.length, 2], [0, 2]]);
    const local = [numbers([[0x04034b50, 4], ...about]), path, bytes];
    index.push(numbers([[0x02014b50, 4], [20, 2], ...about, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]]), path);
    parts.push(...local);
    at += sizeOf(local);
  }
  const count = Object.keys(files).length;
  return new Blob([...parts, ...index, numbers([[0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [sizeOf(index), 4], [at, 4], [0, 2]])]);
}

const sizeOf = parts => parts.reduce((sum, part) => sum + part.length, 0);

function numbers(fields) {
  const bytes = new Uint8Array(fields.reduce((sum, [, size]) => sum + size, 0));
  let at = 0;
  for (const [value, size] of fields) for (let place = 0; place < size; place++) bytes[at++] = (value >>> (8 * place)) & 255;
  return bytes;
}

// Three buttons that save the rows as they were answered.
export function drawSaving(answer, name) {
  const csv = button("csv", () => new Blob([csvOf(answer)], { type: "text/csv" }), name);
  const json = button("json", () => new Blob([jsonOf(answer)], { type: "application/json" }), name);
  return [csv, drawXlsx(answer, name), json];
}

export const drawXlsx = (answer, name) => button("xlsx", () => xlsxOf(answer), name);

const button = (form, write, name) => make("button", { type: "button", title: say(`save.${form}`), "aria-label": say(`save.${form}`), onclick: () => save(write(), `${name}.${form}`) }, form.toUpperCase());


function save(blob, name) {
  const address = URL.createObjectURL(blob);
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
