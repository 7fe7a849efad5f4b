// Named questions: the list to choose from, the form of the chosen one, and its answer.
import { DATA, Failure, ask, byId, lang, make, say, visible } from "./workbench-words.js";
import { answerOfQuestion, plainAnswer } from "./workbench-answer.js";
import { drawCode, codeOfQuestion, questionAddress } from "./workbench-code.js";
import { called, choicesOf, listed } from "./workbench-names.js";
import { addressOf } from "./workbench-address.js";
import { drawRows, link } from "./workbench-rows.js";
import { drawXlsx } from "./workbench-save.js";

const SHORT = 30;
const SUBJECTS = Object.keys(DATA.phrases).filter(key => key.startsWith("subject.")).map(key => key.slice("subject.".length));
const PLAIN = new Set(["text", "integer", "decimal", "date"]);
const library = { questions: [], plans: [], filter: "" };
let asking = new AbortController();

export const questions = () => library.questions;
export const questionOf = name => library.questions.find(each => each.name === name);

export async function loadLibrary() {
  const told = await (await ask("questions")).json();
  library.questions = Array.isArray(told) ? told : told.questions;
  const { rows } = await (await ask(questionAddress({ question: "plan", plan: "all", values: {} }, "json"))).json();
  library.plans = rows.map(row => ({ iri: row.plan, id: lastPart(row.plan), status: lastPart(row.status), zh: row.title, en: row.title_en ?? row.title }));
}

const lastPart = iri => String(iri ?? "").split("/").at(-1);

// What an answer says of its plans: each with its status, since a draft is not what was decided.
function plansOf(answer, state) {
  const told = library.plans.filter(each => answer.plan ? each.iri === answer.plan : answer.isByPlan && (!state.plan || state.plan === "all" || state.plan === each.id));
  return told.map(each => make("p", { class: "told" }, link(each.iri, { zh: each.zh, en: each.en }), statusOf(each)));
}

// The list, by subject where the questions have one.
export function drawLibrary(state, go) {
  const box = byId("library");
  box.querySelector("summary").textContent = say("library");
  box.querySelector(".filter span").textContent = say("library.filter");
  const filter = box.querySelector(".filter input");
  filter.placeholder = say("library.filter");
  filter.oninput = () => { library.filter = filter.value.trim().toLowerCase(); drawList(state, go); };
  box.setAttribute("aria-label", say("library"));
  drawList(state, go);
}

function drawList(state, go) {
  const fits = library.questions.filter(each => !library.filter || [each.name, each.zh, each.en, each.summary].some(text => String(text ?? "").toLowerCase().includes(library.filter)));
  byId("library-count").textContent = fits.length ? say("library.count", { n: fits.length }) : say("library.none");
  const groups = new Map(SUBJECTS.map(subject => [subject, []]));
  for (const each of fits) {
    const subject = SUBJECTS.includes(each.subject) ? each.subject : "";
    groups.set(subject, [...(groups.get(subject) ?? []), each]);
  }
  byId("list").replaceChildren(...[...groups].filter(([, members]) => members.length).map(([subject, members]) => make("section", {}, make("h2", {}, subject ? say(`subject.${subject}`) : say("library.all")), make("ul", {}, members.map(each => make("li", {}, item(each, state, go)))))));
  byId("list").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest" });
}

function item(question, state, go) {
  return make("a", { href: addressOf({ lang: lang(), question: question.name }), "aria-current": question.name === state.question ? "page" : null,
    onclick: event => { if (!event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); go({ question: question.name, query: null, plan: "", sort: "", values: {} }); } } }, visible(question[lang()]));
}

export function drawWelcome() {
  const plans = library.plans.map(each => make("li", {}, link(each.iri, { zh: each.zh, en: each.en }), statusOf(each)));
  byId("question").replaceChildren(make("div", { class: "welcome" }, make("h2", {}, say("welcome")), make("p", {}, say("welcome.more")), make("p", {}, say("welcome.plans")), make("ul", {}, plans)));
}

const statusOf = ({ status }) => DATA.phrases[`status.${status}`] ? make("span", { class: "status" }, say(`status.${status}`)) : null;

const isByPlan = question => question.columns[0]?.name === "plan";
const isRequired = parameter => parameter.required ?? !("default" in parameter);

// The form of the chosen question; what it needs to run is asked at once where it is all there.
export async function drawQuestion(question, state, changed) {
  const form = make("form", { id: "form", "aria-label": say("parameters"), novalidate: true });
  const problem = make("p", { id: "problem", role: "alert" });
  byId("question").replaceChildren(make("h2", {}, visible(question[lang()])), form, problem, make("div", { id: "answer", tabindex: "-1" }));
  const fields = [...(isByPlan(question) && library.plans.length > 1 ? [planField(state)] : []), ...await Promise.all(question.parameters.map(each => fieldOf(each, state.values[each.name])))];
  if (question.name !== state.question) return;
  form.append(...fields.map(each => each.box), make("button", { type: "submit", class: "main" }, say("run")),
    make("a", { href: "#", class: "button", onclick: event => { event.preventDefault(); changed({ edit: question, state: read(fields, state).state }); } }, say("to-sparql")));
  form.onsubmit = event => {
    event.preventDefault();
    const found = read(fields, state);
    problem.textContent = found.problem;
    (found.at ? form.querySelector(`[name="${CSS.escape(found.at)}"]`) : null)?.focus();
    if (!found.problem) changed({ run: found.state });
  };
  const found = read(fields, state);
  if (found.problem) byId("answer").replaceChildren(...(Object.keys(state.values).length ? [] : [make("p", { class: "soft" }, say("required", { names: question.parameters.filter(isRequired).map(each => each[lang()]).join(lang() === "zh" ? "、" : ", ") }))]));
  else await runQuestion(question, { ...state, ...found.state }, changed);
}

function planField(state) {
  const options = [["all", say("plan.all")], ...library.plans.map(each => [each.id, visible(each[lang()] || each.id)])];
  const input = make("select", { name: "plan" }, options.map(([value, words]) => make("option", { value, selected: value === (state.plan || "all") }, words)));
  return { name: "plan", isPlan: true, box: boxOf([say("plan")], input), read: () => input.value };
}

function boxOf(words, input, extra = null) {
  input.id = `field-${input.name}`;
  return make("div", { class: "field" }, make("label", { for: input.id }, words), input, extra);
}

async function fieldOf(parameter, given) {
  const words = [visible(parameter[lang()]), isRequired(parameter) ? null : make("small", {}, ` ${say("optional")}`)];
  const value = given ?? parameter.default ?? "";
  const draw = parameter.type === "boolean" ? booleanInput : PLAIN.has(parameter.type) ? plainInput : choiceInput;
  const { input, extra, read } = await draw(parameter, String(value));
  return { name: parameter.name, parameter, box: boxOf(words, input, extra), read };
}

function plainInput({ name, type }, value) {
  const numeric = type === "integer" || type === "decimal";
  const input = make("input", { name, type: numeric ? "number" : type === "date" ? "date" : "text", step: type === "decimal" ? "any" : null, value, autocomplete: "off" });
  return { input, read: () => input.value.trim() };
}

function booleanInput(parameter, value) {
  const options = [["", say("any")], ["true", say("yes")], ["false", say("no")]];
  const input = make("select", { name: parameter.name }, options.map(([each, words]) => make("option", { value: each, selected: each === value }, words)));
  return { input, read: () => input.value };
}

// A node (of the kind that the parameter's type names) is chosen by its name: from a list where there are few, else by typing; a spelling, a path or a whole IRI does too.
async function choiceInput(parameter, given) {
  const iris = await choicesOf(parameter.type === "iri" ? parameter.name : parameter.type).catch(error => { if (error instanceof Failure) return []; throw error; });
  const words = listed(iris);
  const value = called(iris, given);
  if (words.length && words.length <= SHORT) {
    const known = !value || words.some(([iri]) => iri === value);
    const options = [["", isRequired(parameter) ? "" : say("any")], ...words, ...(known ? [] : [[value, value]])];
    const input = make("select", { name: parameter.name }, options.map(([iri, name]) => make("option", { value: iri, selected: iri === value }, name)));
    return { input, read: () => input.value };
  }
  const list = make("datalist", { id: `choices-${parameter.name}` }, words.map(([, name]) => make("option", { value: name })));
  const byWords = new Map(words.map(([iri, name]) => [name, iri]));
  const shown = words.find(([iri]) => iri === value)?.[1] ?? value;
  const input = make("input", { name: parameter.name, list: list.id, value: shown, autocomplete: "off", placeholder: say("choose"), spellcheck: "false" });
  const read = () => byWords.get(input.value.trim()) ?? called(iris, input.value.trim());
  return { input, extra: list, read };
}

// What the form says, or what it still needs.
function read(fields, state) {
  const values = {};
  let plan = "";
  for (const field of fields) {
    const value = field.read();
    if (field.isPlan) plan = value;
    else if (value !== "") values[field.name] = value;
  }
  const missing = fields.filter(({ parameter }) => parameter && isRequired(parameter) && !values[parameter.name]);
  const problem = missing.length ? say("required", { names: missing.map(each => each.parameter[lang()]).join(lang() === "zh" ? "、" : ", ") }) : "";
  return { state: { plan, values }, problem, at: missing[0]?.name };
}

// Ask, and draw the answer; a question asked meanwhile takes the place of this one.
export async function runQuestion(question, state, changed) {
  asking.abort();
  asking = new AbortController();
  const { signal } = asking;
  const place = byId("answer");
  place.replaceChildren(make("p", { class: "running", role: "status" }, say("running")));
  const asked = { question: question.name, plan: state.plan, values: state.values, lang: lang() };
  try {
    const told = await (await ask(questionAddress({ ...asked, lang: "" }, "json"), { signal })).json();
    const rows = make("div", { class: "rows" });
    place.replaceChildren(make("div", { class: "tools" }, make("div", { class: "saving", role: "group", "aria-label": say("save") }, make("span", { class: "soft" }, say("save")), saving(asked, told)), drawCode(codeOfQuestion(asked))), rows);
    const answer = { ...answerOfQuestion(told), isByPlan: isByPlan(question) };
    await drawRows(rows, { ...answer, plans: plansOf(answer, state) }, { sort: state.sort, onsort: sort => changed({ sort }) });
  } catch (error) {
    if (signal.aborted) return;
    if (!(error instanceof Failure)) throw error;
    place.replaceChildren(failure(error));
  }
}

export const failure = error => make("div", { class: "failure", role: "alert" }, make("strong", {}, say("failed")), make("pre", {}, visible(error.message)));

// CSV and JSON come from the server, XLSX is made here from the same rows.
function saving(asked, told) {
  const served = form => make("a", { class: "button", href: questionAddress(asked, form), download: `${asked.question}.${form}`, title: say(`save.${form}`), "aria-label": say(`save.${form}`) }, form.toUpperCase());
  return [served("csv"), drawXlsx(plainAnswer(told), asked.question), served("json")];
}
