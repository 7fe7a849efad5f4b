// The workbench: which view is open, in which language, at which address.
import { DATA, Failure, byId, lang, make, say, speak } from "./workbench-words.js";
import { addressOf, readAddress, writeAddress } from "./workbench-address.js";
import { drawLibrary, drawQuestion, drawWelcome, failure, loadLibrary, questionOf, runQuestion } from "./workbench-questions.js";

const sparql = () => import("./workbench-sparql.js"); // the editor is large and waits until it is wanted
const state = readAddress();
const isNarrow = () => matchMedia("(max-width: 800px)").matches;

function drawFrame() {
  const view = state.query === null ? "questions" : "sparql";
  const question = questionOf(state.question);
  document.title = `${view === "sparql" ? "SPARQL" : question ? question[lang()] : say("title")}${view === "sparql" || question ? ` · ${say("title")}` : ""}`;
  for (const id of ["title", "lead", "skip"]) byId(id).textContent = say(id);
  byId("skip").href = view === "sparql" ? "#sparql" : "#question";
  byId("views").setAttribute("aria-label", say("views"));
  for (const each of ["questions", "sparql"]) {
    byId(each).hidden = each !== view;
    const tab = byId(`to-${each}`);
    tab.textContent = say(`view.${each}`);
    if (each === view) tab.setAttribute("aria-current", "page");
    else tab.removeAttribute("aria-current");
  }
  byId("to-questions").href = addressOf({ lang: lang(), question: state.question });
  byId("to-sparql").href = addressOf({ lang: lang(), query: state.query ?? "" });
  const [words, spoken] = byId("search").querySelectorAll("input");
  words.placeholder = say("search");
  words.setAttribute("aria-label", say("search"));
  spoken.value = lang();
  byId("search").querySelector("button").textContent = say("search.go");
  byId("languages").setAttribute("aria-label", say("language"));
  for (const button of byId("languages").children) button.setAttribute("aria-pressed", String(button.dataset.lang === lang()));
}

async function draw() {
  drawFrame();
  if (state.query !== null) await (await sparql()).drawSparql(state, changed);
  else {
    drawLibrary(state, go);
    const question = questionOf(state.question);
    if (question) await drawQuestion(question, state, changed);
    else drawWelcome();
  }
}

// Go to another question or view; the way back stays open.
async function go(change, focus = true) {
  Object.assign(state, change);
  writeAddress({ ...state, lang: lang() }, true);
  if (state.question && isNarrow()) byId("library").firstElementChild.open = false;
  const drawn = draw();
  if (focus) byId(state.query === null ? "question" : "sparql").focus({ preventScroll: !isNarrow() });
  await drawn;
}

// What the reader did in a view: sorted, ran a question with other values, ran a query, took it to the editor.
async function changed({ sort, run, query, edit, state: form }) {
  if (edit) {
    await go({ query: await (await sparql()).textOf(edit, form, DATA.namespace), sort: "", run: true });
  } else if (query !== undefined && run) {
    await go({ query, sort: "", run: true }, false);
  } else if (query !== undefined) {
    Object.assign(state, { query, run: false });
    writeAddress({ ...state, lang: lang() }, true);
  } else if (run) {
    Object.assign(state, run);
    writeAddress({ ...state, lang: lang() }, true);
    await runQuestion(questionOf(state.question), state, changed);
  } else if (sort !== undefined) {
    state.sort = sort;
    writeAddress({ ...state, lang: lang() }, false);
  }
}

async function restart() {
  Object.assign(state, readAddress(), { run: true });
  if (state.lang) speak(state.lang);
  await draw();
}

function listen() {
  addEventListener("popstate", restart);
  byId("to-questions").onclick = event => { event.preventDefault(); go({ query: null, sort: "" }); };
  byId("to-sparql").onclick = event => { event.preventDefault(); if (state.query === null) go({ query: "", sort: "", run: false }); };
  for (const button of byId("languages").children) {
    button.onclick = () => {
      speak(button.dataset.lang);
      state.run = false;
      writeAddress({ ...state, lang: lang() });
      draw();
    };
  }
  byId("skip").onclick = event => { event.preventDefault(); (state.query === null ? byId("answer") ?? byId("question") : byId("sparql")).focus(); };
}

async function begin() {
  if (state.lang) speak(state.lang);
  if (state.question && isNarrow()) byId("library").firstElementChild.open = false;
  drawFrame();
  listen();
  try {
    await loadLibrary();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    byId("questions").prepend(make("div", {}, failure(error)));
  }
  await draw();
}

await begin();
