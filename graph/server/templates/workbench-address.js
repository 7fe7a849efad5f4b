// What is asked stands in the address, so that it can be kept, sent and gone back to.
//
//   ?lang=en&question=NAME&plan=…&PARAMETER=…&sort=-led     a named question
//   ?lang=en&query=SPARQL&sort=…                            a query of one's own
const RESERVED = new Set(["lang", "question", "query", "plan", "sort"]);

export function readAddress() {
  const found = new URLSearchParams(location.search);
  return {
    lang: found.get("lang"),
    question: found.get("question") ?? "",
    query: found.get("query"),
    plan: found.get("plan") ?? "",
    sort: found.get("sort") ?? "",
    values: Object.fromEntries([...found].filter(([name]) => !RESERVED.has(name))),
  };
}

export function addressOf({ lang, question, query, plan, sort, values }) {
  const parts = new URLSearchParams();
  if (lang) parts.set("lang", lang);
  if (query !== null && query !== undefined) parts.set("query", query);
  else if (question) {
    parts.set("question", question);
    if (plan) parts.set("plan", plan);
    for (const [name, value] of Object.entries(values ?? {})) if (value !== "") parts.set(name, value);
  }
  if (sort) parts.set("sort", sort);
  return `?${parts}`;
}

// `push` makes a step that the browser's back button goes back over.
export function writeAddress(state, push = false) {
  const address = addressOf(state);
  if (address === (location.search || "?")) return;
  if (push) history.pushState(null, "", address);
  else history.replaceState(null, "", address);
}

export const here = path => new URL(path, document.baseURI).href;
