// "Give me the code": the same answer in Python, R, Stata and curl.
//
// What a user typed goes into an address, where every sign but letters, digits and -._~ is
// escaped, or into a text that is quoted by the rules of the language.
import { byId, make, say } from "./workbench-words.js";
import { here } from "./workbench-address.js";

export const escaped = text => encodeURIComponent(text).replace(/[!'()*]/g, sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

// The address of a named question in one format.
export const questionAddress = (asked, format) => `questions/${escaped(asked.question)}?${partsOf(asked, format).map(([name, value]) => `${escaped(name)}=${escaped(value)}`).join("&")}`;

const partsOf = ({ plan, values, lang }, format) => [["plan", plan], ...Object.entries(values), ["lang", lang], ["format", format]].filter(([, value]) => value !== "" && value !== null && value !== undefined);

const python = JSON.stringify;
const pythonBlock = text => `"""${text.replaceAll("\\", "\\\\").replaceAll('"""', '\\"\\"\\"').replace(/"$/, '\\"')}"""`;
const shell = text => `'${text.replaceAll("'", "'\\''")}'`;

// A raw string of R 4, with as many dashes as the text needs.
export function rText(text) {
  let dashes = "";
  while (text.includes(`)${dashes}"`)) dashes += "-";
  return `r"${dashes}(${text})${dashes}"`;
}

export function codeOfQuestion(asked) {
  const given = partsOf(asked, "json");
  const csv = here(questionAddress(asked, "csv"));
  return {
    Python: `import json\nfrom urllib.parse import urlencode\nfrom urllib.request import urlopen\n\nasked = {\n${given.map(([name, value]) => `    ${python(name)}: ${python(value)},\n`).join("")}}\nwith urlopen(${python(`${here(`questions/${escaped(asked.question)}`)}?`)} + urlencode(asked)) as response:\n    answer = json.load(response)\n\nfor row in answer["rows"]:\n    print(row)\n\n# With pandas:  import pandas as pd;  table = pd.DataFrame(answer["rows"])\n`,
    R: `address <- ${rText(csv)}\nrows <- read.csv(url(address, encoding = "UTF-8"), fileEncoding = "UTF-8-BOM", check.names = FALSE)\nhead(rows)\n`,
    Stata: `import delimited using "${csv}", clear varnames(1) encoding("utf-8") bindquote(strict) maxquotedrows(unlimited)\nlist in 1/5\n`,
    curl: `curl --fail --output ${asked.question}.csv ${shell(csv)}\n`,
  };
}

export function codeOfSparql(query) {
  const endpoint = here("sparql");
  const asCsv = `${endpoint}?query=${escaped(query)}&format=csv`;
  return {
    Python: `import json\nimport urllib.parse\nimport urllib.request\n\nquery = ${pythonBlock(query)}\nrequest = urllib.request.Request(\n    ${python(endpoint)},\n    data=urllib.parse.urlencode({"query": query}).encode(),\n    headers={"Accept": "application/sparql-results+json"},\n)\nwith urllib.request.urlopen(request) as response:\n    answer = json.load(response)\n\nrows = [{name: cell["value"] for name, cell in row.items()} for row in answer["results"]["bindings"]]\nfor row in rows:\n    print(row)\n\n# With pandas:  import pandas as pd;  table = pd.DataFrame(rows)\n`,
    R: `query <- ${rText(query)}\naddress <- paste0("${endpoint}?query=", URLencode(query, reserved = TRUE), "&format=csv")\nrows <- read.csv(url(address, encoding = "UTF-8"), check.names = FALSE)\nhead(rows)\n`,
    Stata: `import delimited using "${asCsv}", clear varnames(1) encoding("utf-8") bindquote(strict) maxquotedrows(unlimited)\nlist in 1/5\n`,
    curl: `curl --fail --header 'Accept: text/csv' --data-urlencode query=${shell(query)} ${shell(endpoint)}\n`,
  };
}

let chosenLanguage = "Python";

// The code behind a heading that opens: one language at a time, chosen by radio buttons.
export function drawCode(codes) {
  const text = make("pre", { tabindex: "0", role: "region", "aria-label": say("code") });
  const told = make("span", { role: "status", class: "soft" });
  const show = name => { text.textContent = codes[name]; told.textContent = ""; chosenLanguage = name; };
  const first = chosenLanguage;
  const chosen = Object.keys(codes).map(name => make("label", {}, make("input", { type: "radio", name: "code-language", value: name, checked: name === first, onchange: () => show(name) }), make("span", {}, name)));
  const copy = make("button", { type: "button", onclick: () => copyText(text, told) }, say("copy"));
  show(first);
  const was = byId("code")?.open ?? false;
  return make("details", { id: "code", open: was }, make("summary", {}, say("code")),
    make("p", { class: "soft" }, say("code.about")),
    make("div", { class: "code-bar" }, make("fieldset", { class: "choose" }, make("legend", { class: "unseen" }, say("code")), chosen), copy, told), text);
}

async function copyText(text, told) {
  try {
    await navigator.clipboard.writeText(text.textContent);
    told.textContent = say("copied");
  } catch {
    getSelection().selectAllChildren(text);
    told.textContent = say("copy.failed");
  }
}
