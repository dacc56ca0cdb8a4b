// A view as a file: its rows as the published table has them, taken from the published file by their ids. Its links are
// whole, of the site from which it is taken: a relative one would lead nowhere from a sheet in another folder.

import { element, fetched } from "./table.js";

const BOM = "\ufeff"; // without it Excel takes Chinese for something else

const texts = (addresses) => Promise.all(addresses.map((address) => fetched(address, "text")));

// The lines of a CSV file; a cell in quotes may hold line ends. The first cell is an id, never in quotes.
const lines = (text) => text.match(/(?:[^"\n]|"(?:[^"]|"")*")+(?:\n|$)/g) ?? [];
const idOf = (line) => line.slice(0, line.indexOf(","));

const isLink = (column) => /^url(_|$)/.test(column);
const whole = (link, address) => (link ? new URL(link, address).href : link);
const CELL = /("(?:[^"]|"")*"|[^,\n]*)(,|\n|$)/g;

// The rows of a published file with whole links. heading: its columns.
function linked(rows, heading, address) {
  const links = new Set(heading.trimEnd().split(",").flatMap((column, at) => (isLink(column) ? [at] : [])));
  if (!links.size) return rows;
  return rows.map((row) => {
    let at = -1;
    return row.replace(CELL, (cell, value, end) => ((at += 1), links.has(at) ? whole(value, address) + end : cell));
  });
}

async function asCsv(ids, addresses) {
  const parts = (await texts(addresses)).map(lines);
  const [[heading]] = parts;
  const rows = parts.flatMap((part, at) => linked(part.slice(1), heading, addresses[at]));
  const held = new Map(rows.map((row) => [idOf(row), row]));
  return new Blob([BOM, heading, ...ids.map((id) => held.get(id))], { type: "text/csv;charset=utf-8" });
}

async function records(ids, addresses) {
  const read = (line, address) => Object.fromEntries(Object.entries(JSON.parse(line)).map(([column, value]) => [column, isLink(column) ? whole(value, address) : value]));
  const rows = (await texts(addresses)).flatMap((text, at) => text.split("\n").filter(Boolean).map((line) => read(line, addresses[at])));
  const key = Object.keys(rows[0])[0];
  const held = new Map(rows.map((row) => [row[key], row]));
  return ids.map((id) => held.get(id));
}

async function asJson(ids, addresses, version) {
  const data = await records(ids, addresses);
  return new Blob([JSON.stringify({ data_version: version, view: location.href, total: data.length, data }, null, 2)], { type: "application/json" });
}

// ---- Office Open XML (ECMA-376), one sheet, in a zip file that compresses nothing (APPNOTE 4.3) ----

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKED = "http://schemas.openxmlformats.org/package/2006";
const KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const escaped = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

function cell(value, style = "") {
  if (value === null || value === undefined || value === "") return `<c${style}/>`;
  if (typeof value === "number") return `<c${style}><v>${value}</v></c>`;
  if (typeof value === "boolean") return `<c${style} t="b"><v>${Number(value)}</v></c>`;
  return `<c${style} t="inlineStr"><is><t xml:space="preserve">${escaped(Array.isArray(value) ? value.join("、") : value)}</t></is></c>`;
}

function parts(name, columns, rows) {
  const row = (cells) => `<row>${cells.join("")}</row>`;
  const related = (kind, target) => `${XML}<Relationships xmlns="${PACKED}/relationships"><Relationship Id="r1" Type="${OFFICE}/${kind}" Target="${target}"/>`;
  return {
    "[Content_Types].xml": `${XML}<Types xmlns="${PACKED}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${KIND}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${KIND}.styles+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${KIND}.worksheet+xml"/></Types>`,
    "_rels/.rels": `${related("officeDocument", "xl/workbook.xml")}</Relationships>`,
    "xl/workbook.xml": `${XML}<workbook xmlns="${SHEET}" xmlns:r="${OFFICE}"><sheets><sheet name="${name}" sheetId="1" r:id="r1"/></sheets></workbook>`,
    "xl/_rels/workbook.xml.rels": `${related("worksheet", "worksheets/sheet1.xml")}<Relationship Id="r2" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    "xl/styles.xml": `${XML}<styleSheet xmlns="${SHEET}"><fonts count="2"><font/><font><b/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/></cellXfs></styleSheet>`,
    "xl/worksheets/sheet1.xml": `${XML}<worksheet xmlns="${SHEET}"><sheetViews><sheetView workbookViewId="0"><pane xSplit="1" ySplit="1" topLeftCell="B2" activePane="bottomRight" state="frozen"/></sheetView></sheetViews><sheetFormatPr defaultColWidth="16" defaultRowHeight="15"/><sheetData>${row(columns.map((column) => cell(column, ' s="1"')))}${rows.map((held) => row(columns.map((column) => cell(held[column])))).join("")}</sheetData></worksheet>`,
  };
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});
const crc = (bytes) => {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = TABLE[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
};

// Numbers of two (+) or four bytes, the lowest first.
function bytes(...numbers) {
  const view = new DataView(new ArrayBuffer(numbers.reduce((sum, [, size]) => sum + size, 0)));
  let at = 0;
  for (const [number, size] of numbers) {
    if (size === 2) view.setUint16(at, number, true);
    else view.setUint32(at, number, true);
    at += size;
  }
  return new Uint8Array(view.buffer);
}

export function zipped(files) {
  const encoder = new TextEncoder();
  const [body, directory] = [[], []];
  let at = 0;
  let listed = 0;
  for (const [path, text] of Object.entries(files)) {
    const [name, data] = [encoder.encode(path), encoder.encode(text)];
    // Version 2.0, no flags, stored, midnight of 1 January 1980, checksum, size twice, length of the name, no more.
    const common = [[20, 2], [0, 2], [0, 2], [0, 2], [33, 2], [crc(data), 4], [data.length, 4], [data.length, 4], [name.length, 2], [0, 2]];
    const head = bytes([0x04034b50, 4], ...common);
    const entry = bytes([0x02014b50, 4], [20, 2], ...common, [0, 2], [0, 2], [0, 2], [0, 4], [at, 4]);
    body.push(head, name, data);
    directory.push(entry, name);
    at += head.length + name.length + data.length;
    listed += entry.length + name.length;
  }
  const count = Object.keys(files).length;
  return [...body, ...directory, bytes([0x06054b50, 4], [0, 2], [0, 2], [count, 2], [count, 2], [listed, 4], [at, 4], [0, 2])];
}

// A reader of a sheet sees first what a row is called, and ids and codes last; the columns are those of the table.
const late = (column) => (/^(what|name|text|heading|title)_/.test(column) ? 0 : /(^|_)(ids?|code|path|start|end)$/.test(column) ? 2 : 1);

async function asXlsx(ids, addresses, version, kind) {
  const data = await records(ids, addresses);
  const columns = Object.keys(data[0]).sort((one, other) => late(one) - late(other));
  return new Blob(zipped(parts(kind, columns, data)), { type: `${KIND}.sheet` });
}

const MADE = { csv: asCsv, json: asJson, xlsx: asXlsx };

// Offer the rows of these ids, in this order. addresses: of the published table, or of its parts.
export async function take(form, ids, addresses, version, kind) {
  const content = await MADE[form](ids, addresses, version, kind);
  const address = URL.createObjectURL(content);
  element("a", { href: address, download: `${kind}-${version}-${ids.length}.${form}` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}
