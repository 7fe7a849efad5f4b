"use strict";
const sections = JSON.parse(document.getElementById("sections").textContent);
const field = document.getElementById("words");
const list = document.getElementById("found");
const none = document.getElementById("none");
const MOST = 40;
const AROUND = 60;

/** Return how well a section fits: all words in it, those in its heading or its page's title first; 0 for not. */
function fit(section, words) {
  let sum = 0;
  for (const word of words) {
    if (section.heading.toLowerCase().includes(word)) sum += 4;
    else if (section.title.toLowerCase().includes(word)) sum += 2;
    else if (section.text.toLowerCase().includes(word)) sum += 1;
    else return 0;
  }
  return sum;
}

/** Return a list item with a link and the words around the first hit. */
function item(section, word) {
  const line = document.createElement("li");
  const link = document.createElement("a");
  link.href = section.href;
  link.textContent = section.heading === section.title ? section.title : `${section.title} › ${section.heading}`;
  const place = section.text.toLowerCase().indexOf(word);
  const start = Math.max(0, place - AROUND);
  const around = document.createElement("div");
  around.className = "soft";
  around.textContent = place < 0 ? section.text.slice(0, 2 * AROUND) : section.text.slice(start, place + 2 * AROUND);
  line.append(link, around);
  return line;
}

function look() {
  const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = words.length === 0 ? [] : sections
    .map((section) => [fit(section, words), section])
    .filter(([sum]) => sum > 0)
    .sort(([one], [other]) => other - one)
    .slice(0, MOST);
  list.replaceChildren(...found.map(([, section]) => item(section, words[0])));
  none.hidden = words.length === 0 || found.length > 0;
}

field.addEventListener("input", look);
field.focus();
