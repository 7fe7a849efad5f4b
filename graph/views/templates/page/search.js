/* Search by name, spelling, pinyin and number: a list of hits that the keyboard reaches. */
const MOST_HITS = 8;
const folded = (text) => text.normalize("NFKC").toLowerCase();

const writings = new Map([
  ...facts.agencies.map((each) => [each.id, [each.name, each.label, ...each.spellings, each.label_en]]),
  ...facts.measures.map((each) => [each.id, [each.title]]),
].map(([id, written]) => [id, [...new Set(written)].map((name) => ({ name, folded: folded(name) }))]));

/* How many other characters stand between those of `wanted` in a name that has them in this order. */
function gaps(name, wanted) {
  let fewest = Infinity;
  for (let start = name.indexOf(wanted[0]); start >= 0; start = name.indexOf(wanted[0], start + 1)) {
    let end = start;
    for (let next = 1; next < wanted.length && end >= 0; next += 1) end = name.indexOf(wanted[next], end + 1);
    if (end < 0) break;
    fewest = Math.min(fewest, end - start + 1 - wanted.length);
  }
  return fewest;
}

/* 0 exact, 1 prefix, 2 contains, 3 and more by the gaps (of Chinese only: Latin letters are in any name). */
function grade(name, wanted) {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (name.includes(wanted)) return 2;
  return /\p{Script=Han}/u.test(wanted) ? 3 + gaps(name, wanted.replace(/\s/g, "")) : Infinity;
}

/* Pinyin counts after names: 2.2 exact, 2.4 at the beginning, 2.6 within; from two letters on. */
function pinyinGrade(each, wanted) {
  const letters = wanted.replace(/[\s'’-]/g, "");
  if (!/^[a-z]{2,}$/.test(letters)) return Infinity;
  return Math.min(Infinity, ...(each.pinyin || []).map((written) => {
    if (written === letters) return 2.2;
    if (written.startsWith(letters)) return 2.4;
    return written.includes(letters) ? 2.6 : Infinity;
  }));
}

function search(typed) {
  const wanted = folded(typed.trim());
  if (!wanted) return [];
  const number = wanted.replace(/^第?\s*(\d+)\s*[项.、]?$/, "$1");
  return [...facts.agencies, ...facts.measures].map((each) => {
    const best = writings.get(each.id)
      .map(({ name, folded: written }) => ({ id: each.id, name, grade: grade(written, wanted) }))
      .reduce((one, other) => (other.grade < one.grade ? other : one));
    if (measures.has(each.id) && folded(each.number) === number) return { ...best, grade: -1 };
    const spoken = pinyinGrade(each, wanted);
    return spoken < best.grade ? { id: each.id, name: each.name ?? each.title, grade: spoken } : best;
  }).filter((each) => each.grade < Infinity).sort((one, other) => one.grade - other.grade).slice(0, MOST_HITS);
}

let marked = -1;

function hit({ id, name }, place) {
  const shown = measures.has(id) ? numbered(measures.get(id)) : listName(agencies.get(id));
  return make("li", { role: "option", id: `hit${place}`, "aria-selected": "false", "data-id": id, onclick: () => take(id) },
    shown, shown.includes(name) ? "" : " ", shown.includes(name) ? "" : make("small", {}, name));
}

function showHits() {
  const list = find("found");
  const field = find("search");
  const found = search(field.value);
  marked = -1;
  field.removeAttribute("aria-activedescendant");
  list.hidden = !found.length;
  list.replaceChildren(...found.map(hit));
  field.setAttribute("aria-expanded", String(found.length > 0));
  find("nothing").hidden = found.length > 0 || !field.value.trim();
}

function mark(step) {
  const hits = [...find("found").children];
  if (!hits.length) return;
  marked = (marked + step + hits.length + (marked < 0 && step < 0 ? 1 : 0)) % hits.length;
  hits.forEach((each, place) => each.setAttribute("aria-selected", String(place === marked)));
  find("search").setAttribute("aria-activedescendant", `hit${marked}`);
  hits[marked].scrollIntoView({ block: "nearest" });
}

function hideHits() {
  find("found").hidden = true;
  find("nothing").hidden = true;
  find("search").setAttribute("aria-expanded", "false");
}

function take(id) {
  hideHits();
  goTo(id);
}

function pressSearch(event) {
  const found = search(event.target.value);
  if (event.key === "Enter" && found.length) take(found[Math.max(0, marked)].id);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (find("found").hidden) showHits();
    mark(event.key === "ArrowDown" ? 1 : -1);
  } else if (event.key === "Escape") {
    event.stopPropagation();
    hideHits();
  }
}

function watchSearch() {
  find("search").addEventListener("input", showHits);
  find("search").addEventListener("keydown", pressSearch);
  document.addEventListener("click", (event) => { if (!event.target.closest(".search")) hideHits(); });
}
