/* Words and elements: the data of the page, phrases in both languages, and the making of elements. */
const find = (id) => document.getElementById(id);
const read = (id) => JSON.parse(find(id).textContent);
const facts = read("facts");
const views = read("views");
const words = read("words");
const plan = read("plan");
const legend = read("legend");

let lang = "zh";

const pick = (both) => both[lang === "zh" ? 0 : 1];
const capital = (text) => text.charAt(0).toUpperCase() + text.slice(1);

/* The phrase `key` in the language spoken, filled in; `n` 1 chooses the English singular. */
function say(key, values = {}) {
  const [zh, en, one] = words[key];
  const text = lang === "zh" ? zh : values.n === 1 && one ? one : en;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/* An element with attributes, properties (`on…`) and children; text stays text. */
function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => {
    if (name.startsWith("on")) made[name] = value;
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
  });
  made.append(...children.flat(Infinity).filter((each) => each !== null && each !== undefined && each !== ""));
  return made;
}

const button = (text, onclick, attributes = {}) => make("button", { type: "button", onclick, ...attributes }, text);

const shownNumber = (value) => String(Number(value.toFixed(3)));

const announce = (text) => { find("said").textContent = text; };
