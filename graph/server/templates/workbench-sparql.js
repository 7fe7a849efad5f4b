// SPARQL of one's own: YASGUI with completions from the ontology and the table of the workbench.
import Yasgui from "./yasgui.js";
import { ask, byId, lang, make, say, visible } from "./workbench-words.js";
import { answerOfSparql, answerOfStatements } from "./workbench-answer.js";
import { codeOfSparql, drawCode } from "./workbench-code.js";
import { failure, questions } from "./workbench-questions.js";
import { here } from "./workbench-address.js";
import { drawRows } from "./workbench-rows.js";
import { drawSaving } from "./workbench-save.js";

const MOST = 60;
const editor = { yasgui: null, terms: [], prefixes: {}, state: null, changed: null };
const { Yasqe, Yasr } = Yasgui;

// Terms that a word fits: their prefixed name begins with it, or their name or label has it.
export function fitting(word, kind, { terms, prefixes } = editor) {
  const [prefix, local] = word.includes(":") && !word.startsWith("<") ? [word.slice(0, word.indexOf(":")), word.slice(word.indexOf(":") + 1)] : [null, word.replace(/^</, "")];
  const sought = local.toLowerCase();
  const rank = term => {
    const [name, ...labels] = [localName(term.iri), term.zh, term.en].map(each => each.toLowerCase());
    if (prefix !== null && prefixes[prefix] && !term.iri.startsWith(prefixes[prefix])) return 9;
    if (term.iri.startsWith(local) && local) return 0;
    if (name.startsWith(sought)) return 1;
    return name.includes(sought) || labels.some(label => label.includes(sought)) ? 2 : 9;
  };
  return terms.filter(term => term.kind === kind).map(term => [rank(term), term]).filter(([fit]) => fit < 9)
    .sort((one, other) => one[0] - other[0] || isForeign(one[1]) - isForeign(other[1])).slice(0, MOST).map(([, term]) => term.iri);
}

const localName = iri => iri.split(/[#/]/).at(-1);
const isForeign = ({ iri }) => !iri.startsWith(editor.prefixes.tk);

// The IRI as it is written in the query: with a prefix where the query or we know one.
function written(yasqe, iri) {
  for (const [prefix, namespace] of Object.entries({ ...editor.prefixes, ...yasqe.getPrefixesFromQuery() })) {
    if (iri.startsWith(namespace) && /^\w[\w-]*$/.test(iri.slice(namespace.length))) return `${prefix}:${iri.slice(namespace.length)}`;
  }
  return `<${iri}>`;
}

function setCompleters() {
  for (const kind of ["class", "property"]) {
    Yasqe.forkAutocompleter(kind, {
      name: `tiaokuai-${kind}`, bulk: false, autoShow: true, persistenceId: null,
      get: (_yasqe, token) => fitting(token?.string.trim() ?? "", kind),
      postProcessSuggestion: (yasqe, _token, iri) => written(yasqe, iri),
      postprocessHints: (yasqe, hints) => hints.map(hint => ({ ...hint, render: (element, _all, { text }) => drawHint(yasqe, element, text) })),
    });
  }
  Yasqe.forkAutocompleter("prefixes", { name: "tiaokuai-prefixes", persistenceId: null, bulk: true, get: () => Object.entries(editor.prefixes).map(([prefix, iri]) => `${prefix}: <${iri}>`) });
}

function drawHint(yasqe, element, text) {
  const term = editor.terms.find(each => written(yasqe, each.iri) === text);
  element.append(make("code", {}, text), make("span", { class: "label" }, term ? term[lang()] || term.en : ""));
}

// Every answer of the endpoint is drawn by the workbench: rows, true or false, statements, faults.
class Answers {
  constructor(yasr) {
    Object.assign(this, { yasr, priority: 100, label: "", hideFromSelection: true });
  }

  canHandleResults() { return true; }

  getIcon() {}

  async draw() {
    const { yasr } = this;
    const place = make("div", { class: "answer" });
    yasr.resultsEl.replaceChildren(place);
    const { results } = yasr;
    if (results.hasError()) {
      const { text, statusText } = results.getError();
      place.replaceChildren(failure(new Error(plainFault(text) || statusText || say("unreachable"))));
      return;
    }
    const isTable = /json/.test(results.getContentType() ?? "");
    const answer = isTable ? answerOfSparql(results.getAsJson()) : answerOfStatements(results.getStatements() ?? []);
    const rows = make("div", { class: "rows" });
    const tools = make("div", { class: "tools" }, answer.columns.length ? make("div", { class: "saving", role: "group", "aria-label": say("save") }, make("span", { class: "soft" }, say("save")), drawSaving(answer, "query")) : null, drawCode(codeOfSparql(currentQuery())));
    place.replaceChildren(tools, rows);
    await drawRows(rows, answer, { sort: editor.state.sort, onsort: sort => editor.changed({ sort }) });
  }
}

function plainFault(text) {
  try {
    const told = JSON.parse(text);
    return String(told.error ?? told.message ?? told.detail ?? text);
  } catch {
    return text === "Failed to fetch" || text === "NetworkError when attempting to fetch resource." ? say("unreachable") : text;
  }
}

export const currentQuery = () => editor.yasgui?.getTab()?.getYasqe()?.getValue() ?? "";

// Draw the editor once; later only the query and the words change.
export async function drawSparql(state, changed) {
  Object.assign(editor, { state, changed });
  const first = !editor.yasgui;
  if (first) {
    Object.assign(editor, await (await ask("assets/terms.json")).json());
    begin();
  }
  drawWords();
  const tab = editor.yasgui.getTab();
  if (state.query && state.query !== currentQuery()) tab.setQuery(state.query);
  if (state.query && (first || state.run)) await tab.query().catch(() => {});
  else if (!first) tab.getYasr()?.draw();
}

function begin() {
  setCompleters();
  const place = byId("sparql");
  place.replaceChildren(make("div", { class: "editor-head" }, make("h2", {}), make("label", { class: "examples" }, make("span", {}), make("select", { onchange: useExample }))), make("p", { id: "editor-keys", class: "soft" }), make("div", { id: "yasgui" }));
  const run = make("button", { id: "run-query", type: "button", class: "main", onclick: askAnew });
  Yasr.registerPlugin("answers", Answers);
  Object.assign(Yasr.defaults, { plugins: { answers: { enabled: true } }, pluginOrder: ["answers"], defaultPlugin: "answers", maxPersistentResponseSize: 0, errorRenderers: [] });
  Object.assign(Yasgui.defaults.yasqe, { autocompleters: ["variables", "tiaokuai-prefixes", "tiaokuai-class", "tiaokuai-property"], createShareableLink: undefined, resizeable: false, value: editor.texts[editor.first] });
  Object.assign(Yasgui.defaults.yasqe.extraKeys, { Tab: false, "Shift-Tab": false, "Ctrl-S": false });
  editor.yasgui = new Yasgui(byId("yasgui"), {
    persistenceId: "tiaokuai", populateFromUrl: false, autofocus: false,
    requestConfig: { endpoint: here("sparql"), method: "POST", headers: () => ({ "Accept-Language": lang() }), acceptHeaderGraph: "text/turtle", acceptHeaderSelect: "application/sparql-results+json" },
  });
  place.querySelector(".editorwrapper").append(run);
  const tab = editor.yasgui.getTab();
  tab.setRequestConfig({ endpoint: here("sparql") });
  watchNotices(tab.getYasqe());
  editor.yasgui.on("query", (_yasgui, asked) => {
    tell(asked, say("running"));
    editor.changed({ query: currentQuery() });
  });
  editor.yasgui.on("queryAbort", (_yasgui, asked) => tell(asked, ""));
}

// Ask what the editor says; an answer still waited for is not wanted any more.
function askAnew() {
  const tab = editor.yasgui.getTab();
  tab.getYasqe().abortQuery();
  tab.query().catch(() => {});
}

const tell = (tab, words) => tab.getYasr()?.resultsEl.replaceChildren(make("p", { class: "running", role: "status" }, words));

// The notices of the editor are in English; ours are in the language of the page.
function watchNotices(yasqe) {
  const show = yasqe.showNotification.bind(yasqe);
  yasqe.showNotification = key => show(key, say("editor.complete"));
}

function drawWords() {
  const place = byId("sparql");
  place.querySelector("h2").textContent = say("editor");
  byId("editor-keys").textContent = say("editor.keys");
  place.querySelector(".examples span").textContent = say("editor.examples");
  place.querySelector(".examples select").replaceChildren(make("option", { value: "" }, "—"), ...questions().filter(each => editor.texts[each.name]).map(each => make("option", { value: each.name }, visible(each[lang()]))));
  const yasqe = editor.yasgui.getTab().getYasqe();
  yasqe.getInputField().setAttribute("aria-label", say("editor"));
  yasqe.getInputField().setAttribute("aria-describedby", "editor-keys");
  byId("run-query").textContent = say("run");
  const run = place.querySelector(".yasqe_queryButton");
  run.title = say("editor.run");
  run.setAttribute("aria-label", say("editor.run"));
}

function useExample(event) {
  const name = event.target.value;
  event.target.value = "";
  if (name) editor.changed({ query: editor.texts[name], run: true });
}

// The text of a named question, with what the form says bound in front of its patterns.
export async function textOf(question, { plan, values }, namespace) {
  const { texts } = editor.texts ? editor : await (await ask("assets/terms.json")).json();
  const bound = [...(plan && plan !== "all" ? [["plan", `<${namespace}plan/${plan}>`]] : []),
    ...Object.entries(values).map(([name, value]) => [name, termOf(question.parameters.find(each => each.name === name)?.type, value, namespace)])];
  const lines = bound.map(([name, term]) => `\n  VALUES ?${name} { ${term} }`).join("");
  return texts[question.name].replace(/\bWHERE\s*\{/i, start => start + lines);
}

function termOf(type, value, namespace) {
  if (!["text", "integer", "decimal", "boolean", "date"].includes(type)) return `<${(/^[a-z][a-z0-9+.-]*:/i.test(value) ? value : namespace + value).replace(/[\u0000-\u0020<>"{}|\\^`]/g, encodeURIComponent)}>`;
  if (["integer", "decimal", "boolean"].includes(type)) return /^[\w.+-]+$/.test(value) ? value : JSON.stringify(value);
  return type === "date" ? `"${value.replace(/[^\d-]/g, "")}"^^xsd:date` : JSON.stringify(value);
}
