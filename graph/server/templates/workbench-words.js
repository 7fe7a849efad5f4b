// Words and elements: phrases in both languages, text in which nothing can hide, and the making of elements.
export const DATA = JSON.parse(document.getElementById("data").textContent);

let spoken = document.documentElement.dataset.lang;

export const lang = () => spoken;

export function speak(language) {
  spoken = language === "en" ? "en" : "zh";
  document.documentElement.lang = spoken === "zh" ? "zh-CN" : "en";
}

// The phrase `key` in the language spoken, filled in; `n` 1 chooses the English singular.
export function say(key, values = {}) {
  const [zh, en, one] = DATA.phrases[key];
  const text = spoken === "zh" ? zh : values.n === 1 && one ? one : en;
  return text.replace(/\{(\w+)\}/g, (_, name) => shownNumber(values[name]));
}

const shownNumber = value => typeof value === "number" ? value.toLocaleString("en") : String(value);

export const unit = name => !name ? "" : DATA.phrases[`unit.${name}`] ? say(`unit.${name}`) : name;

// A heading of a column: its name and, unless the name says it, its unit in brackets.
export function heading(column) {
  const title = column[spoken] || column.name;
  const measured = unit(column.unit);
  return !measured || title.toLowerCase().includes(measured) ? title : spoken === "zh" ? `${title}（${measured}）` : `${title} (${measured})`;
}

const HIDDEN = /(?![\u200c\u200d])[\p{Cc}\p{Cf}\p{Cs}]/gu;

// Text on one line in which nothing can hide or reorder: as graph.views.cells.visible.
export const visible = text => String(text).replace(/\r\n|[\t\n\v\f\r\x1c-\x1e\u0085\u2028\u2029]/g, " ")
  .replace(HIDDEN, sign => [...sign].map(each => `\\u${each.codePointAt(0).toString(16).padStart(4, "0")}`).join(""));

// An element with attributes, properties (`on…`) and children; text stays text.
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element[name] = value;
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.flat().filter(each => each !== null && each !== undefined && each !== ""));
  return element;
}

export const byId = id => document.getElementById(id);

// What went wrong, in the words of the server where it has any.
export class Failure extends Error {}

export async function ask(address, options = {}) {
  let response;
  try {
    response = await fetch(address, { ...options, headers: { "Accept-Language": spoken, ...options.headers } });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Failure(say("unreachable"));
  }
  if (!response.ok) throw new Failure(await reason(response));
  return response;
}

async function reason(response) {
  const text = (await response.text()).trim();
  try {
    const told = JSON.parse(text);
    return String(told.error ?? told.message ?? told.detail ?? text);
  } catch {
    return text && !text.startsWith("<") ? text.slice(0, 2000) : `${response.status} ${response.statusText}`;
  }
}
