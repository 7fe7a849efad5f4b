"use strict";
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const find = (id) => document.getElementById(id);
  const frame = read("frame");
  const facts = read("facts");
  const nodes = new vis.DataSet(read("nodes"));
  const edges = new vis.DataSet(read("edges"));
  const stage = find("picture");
  const agencies = new Map(facts.agencies.map((each) => [each.id, each]));
  const measures = new Map(facts.measures.map((each) => [each.id, each]));
  const drawn = nodes.get();
  const lines = edges.get();
  const family = getComputedStyle(document.documentElement).fontFamily;
  const roleOrder = Object.keys(facts.roles);

  let lang = "zh";
  let chosen = null;
  let near = null;
  let names = [];

  const say = (zh, en) => (lang === "zh" ? zh : en);
  const pair = (both) => both[lang === "zh" ? 0 : 1];
  const nameOf = (agency) => say(agency.name, agency.label_en);
  const titleOf = (measure) => measure.title || say("无标题", "No title");

  const network = new vis.Network(stage, { nodes, edges }, read("options"));

  /* Names stand beside the dots and headings above the squares: vis-network has no place for either. */
  function paint(ctx) {
    names = [];
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    ctx.strokeStyle = "rgba(255,255,255,.9)";
    ctx.lineWidth = 4;
    const write = (text, x, y, colour, alpha) => {
      ctx.globalAlpha = alpha;
      ctx.strokeText(text, x, y);
      ctx.fillStyle = colour;
      ctx.fillText(text, x, y);
      ctx.globalAlpha = 1;
    };
    ctx.textAlign = "center";
    ctx.font = `600 14px ${family}`;
    frame.headings.forEach((each) => write(each[lang], each.x, each.y, near ? "#98a3ae" : "#3d4a57", 1));
    if (frame.by_lead) {
      const top = -frame.half_height - 26;
      ctx.font = `600 16px ${family}`;
      write(say("牵头单位", "Agencies that lead"), -frame.reach, top, "#16202b", 1);
      write(say("举措（按部分）", "Measures by section"), 0, top, "#16202b", 1);
      write(say("其他单位", "Other agencies"), frame.reach, top, "#16202b", 1);
    }
    ctx.font = `14px ${family}`;
    drawn.filter((node) => node.side).forEach((node) => {
      const out = node.side === "left" ? -1 : 1;
      const x = node.x + out * (node.size + 6);
      const width = ctx.measureText(node[lang]).width;
      ctx.textAlign = out < 0 ? "right" : "left";
      write(node[lang], x, node.y, "#16202b", near && !near.has(node.id) ? 0.2 : 1);
      names.push({ id: node.id, left: out < 0 ? x - width : x, right: out < 0 ? x : x + width, y: node.y });
    });
  }

  function extent() {
    const ctx = document.createElement("canvas").getContext("2d");
    ctx.font = `14px ${family}`;
    const room = { left: 60, right: 60 };
    drawn.filter((node) => node.side).forEach((node) => {
      room[node.side] = Math.max(room[node.side], node.size + 6 + ctx.measureText(node[lang]).width);
    });
    return room;
  }

  function showWhole() {
    const room = extent();
    const width = 2 * frame.reach + room.left + room.right + 36;
    const top = -frame.half_height - 46;
    const height = frame.half_height + 16 - top;
    const across = stage.clientWidth / width;
    const scale = Math.min(1.5, across, Math.max(stage.clientHeight / height, Math.min(across, 0.6)));
    const seen = stage.clientHeight / scale;
    const y = seen < height ? top + seen / 2 : top + height / 2;
    network.moveTo({ position: { x: (room.right - room.left) / 2, y }, scale });
  }

  function at(point) {
    const node = network.getNodeAt(point);
    if (node !== undefined) return node;
    const spot = network.DOMtoCanvas(point);
    const name = names.find((each) => spot.x >= each.left && spot.x <= each.right && Math.abs(spot.y - each.y) <= 8);
    return name ? name.id : null;
  }

  function neighbours(id) {
    if (measures.has(id)) return Object.values(measures.get(id).roles).flat();
    return facts.measures.filter((each) => Object.values(each.roles).flat().includes(id)).map((each) => each.id);
  }

  function choose(id) {
    chosen = id;
    near = id === null ? null : new Set([id, ...neighbours(id)]);
    nodes.update(drawn.map((node) => {
      const away = near !== null && !near.has(node.id);
      const font = node.font ? { ...node.font, color: away ? "#b4bec8" : node.font.color } : undefined;
      return { id: node.id, opacity: away ? 0.13 : 1, ...(font && { font }) };
    }));
    edges.update(lines.map((line) => {
      const touched = line.from === id || line.to === id;
      const opacity = near ? (touched ? 0.95 : 0.04) : line.color.opacity;
      const color = near && touched ? "#1f4876" : line.color.color;
      return { id: line.id, color: { color, opacity }, width: line.width * (near && touched ? 1.5 : 1) };
    }));
    showFacts();
    find("tip").hidden = true;
  }

  function bring(id) {
    const corner = network.DOMtoCanvas({ x: 0, y: 0 });
    const other = network.DOMtoCanvas({ x: stage.clientWidth, y: stage.clientHeight });
    const { x, y } = network.getPosition(id);
    if (x < corner.x || x > other.x || y < corner.y || y > other.y) network.moveTo({ position: { x, y } });
    choose(id);
  }

  function element(tag, text, className) {
    const made = document.createElement(tag);
    if (text) made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  function choices(panel, heading, items) {
    if (!items.length) return;
    panel.append(element("h3", heading));
    const list = element("ul");
    items.forEach(([id, number, text]) => {
      const button = element("button");
      button.type = "button";
      if (number) button.append(element("b", number));
      button.append(element("span", text));
      button.addEventListener("click", () => bring(id));
      const item = element("li");
      item.append(button);
      list.append(item);
    });
    panel.append(list);
  }

  function terms(panel, rows) {
    const list = element("dl");
    rows.forEach(([term, value, rank]) => {
      list.append(element("dt", term), element("dd", value), element("dd", rank, "rank"));
    });
    panel.append(list);
  }

  function heading(panel, text, about) {
    const close = element("button", "×", "close");
    close.type = "button";
    close.setAttribute("aria-label", say("关闭", "Close"));
    close.addEventListener("click", () => choose(null));
    panel.append(close, element("h2", text));
    about.filter(Boolean).forEach((line) => panel.append(element("p", line, "about")));
  }

  const rankOf = (rank, count) => (rank ? say(`第 ${rank} / ${count}`, `rank ${rank} of ${count}`) : "");
  const inRole = (measure, role) => measure.roles[role] || [];

  function showAgency(panel, agency) {
    const group = agency.group ? say("单位类", "group of agencies") : "";
    const belongs = [pair(agency.system), pair(agency.level), group].filter(Boolean).join(" · ");
    heading(panel, say(agency.label, agency.label_en), [agency.label === agency.name ? "" : agency.name, belongs]);
    terms(panel, facts.scores.filter((score) => !roleOrder.includes(score.name) && score.name !== "led" || agency.scores[score.name][0] !== "0").map((score) => {
      const [value, rank] = agency.scores[score.name];
      const unit = say(score.unit_zh, score.unit_en);
      return [score[lang], unit && value ? `${value} ${unit}` : value, rankOf(rank, facts.agencies.length)];
    }));
    roleOrder.forEach((role) => {
      const held = facts.measures.filter((each) => inRole(each, role).includes(agency.id));
      choices(panel, pair(facts.roles[role]), held.map((each) => [each.id, each.number, titleOf(each)]));
    });
  }

  function showMeasure(panel, measure) {
    heading(panel, `${measure.number}. ${titleOf(measure)}`, [pair(measure.section)]);
    measure.flags.forEach((flag) => panel.append(element("span", facts.flags[flag][lang], "flag")));
    terms(panel, [
      [say("单位数", "Agencies"), measure.agencies, ""],
      [say("协同对数", "Pairings"), measure.pairings, rankOf(measure.rank, facts.measures.length)],
    ]);
    roleOrder.forEach((role) => {
      const held = inRole(measure, role).map((id) => [id, "", nameOf(agencies.get(id))]);
      choices(panel, pair(facts.roles[role]), held);
    });
    showReasons(panel, measure.why);
  }

  function showReasons(panel, items) {
    if (items.length) panel.append(element("h3", say("对标与关联，及其理由", "What it serves and hangs on, and why")));
    items.forEach((each) => {
      panel.append(element("p", pair(each.name), "judged"), element("p", each.reason, "about"));
    });
  }

  function showOverview(panel) {
    panel.append(element("h2", say("谁与谁协同", "Who works with whom")));
    panel.append(element("p", say("点击单位或举措，看它的角色、举措与名次。", "Choose an agency or a measure to see its roles, measures and ranks."), "about"));
    const heavy = facts.agencies.slice(0, 5).map((each) => [each.id, each.scores.load[0], nameOf(each)]);
    choices(panel, say("协同负荷最重（对）", "Heaviest load (pairings)"), heavy);
    const hot = [...facts.measures].sort((a, b) => a.rank - b.rank).slice(0, 5);
    choices(panel, say("热点举措（协同对数）", "Hotspot measures (pairings)"), hot.map((each) => [each.id, each.pairings, `${each.number}. ${titleOf(each)}`]));
  }

  function showFacts() {
    const panel = find("panel");
    panel.replaceChildren();
    panel.scrollTop = 0;
    if (agencies.has(chosen)) showAgency(panel, agencies.get(chosen));
    else if (measures.has(chosen)) showMeasure(panel, measures.get(chosen));
    else showOverview(panel);
  }

  const plain = (text) => text.normalize("NFKC").toLowerCase();

  const namesOf = new Map([
    ...facts.agencies.map((each) => [each.id, [each.name, each.label, ...each.spellings, each.label_en]]),
    ...facts.measures.map((each) => [each.id, [each.title]]),
  ].map(([id, written]) => [id, [...new Set(written)].map((name) => ({ name, folded: plain(name) }))]));

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

  function search(words) {
    const wanted = plain(words.trim());
    if (!wanted) return [];
    const number = wanted.replace(/^第?\s*(\d+)\s*[项.、]?$/, "$1");
    return [...facts.agencies, ...facts.measures].map((each) => {
      const best = namesOf.get(each.id)
        .map(({ name, folded }) => ({ id: each.id, name, grade: grade(folded, wanted) }))
        .reduce((one, other) => (other.grade < one.grade ? other : one));
      return measures.has(each.id) && plain(each.number) === number ? { ...best, grade: -1 } : best;
    }).filter((each) => each.grade < Infinity).sort((one, other) => one.grade - other.grade).slice(0, 8);
  }

  function answer({ id, name }) {
    const measure = measures.get(id);
    const shown = measure ? `${measure.number}. ${titleOf(measure)}` : nameOf(agencies.get(id));
    const button = element("button", shown);
    button.type = "button";
    if (!shown.includes(name)) button.append(" ", element("small", name));
    button.addEventListener("click", () => take(id));
    return button;
  }

  function showFound() {
    const list = find("found");
    const words = find("search").value;
    list.replaceChildren();
    list.hidden = !words.trim();
    const found = search(words);
    const nothing = say("没有找到。试试全称，如“发展改革”。", "Nothing found. Try the full name.");
    const shown = found.length ? found.map(answer) : [element("p", nothing)];
    shown.forEach((each) => {
      const item = element("li");
      item.append(each);
      list.append(item);
    });
  }

  function take(id) {
    find("found").hidden = true;
    bring(id);
  }

  function speak(next) {
    lang = next;
    document.documentElement.dataset.lang = lang;
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
    document.querySelectorAll("[data-choose]").forEach((each) => {
      each.setAttribute("aria-pressed", String(each.dataset.choose === lang));
    });
    const field = find("search");
    field.placeholder = field.dataset[lang];
    field.setAttribute("aria-label", field.dataset[lang]);
    if (!find("found").hidden) showFound();
    showFacts();
    showWhole();
    network.redraw();
  }

  function hover(event) {
    const box = stage.getBoundingClientRect();
    const point = { x: event.clientX - box.left, y: event.clientY - box.top };
    const id = at(point);
    const tip = find("tip");
    stage.style.cursor = id === null ? "grab" : "pointer";
    tip.hidden = id === null;
    if (id === null) return;
    const measure = measures.get(id);
    tip.textContent = measure ? `${measure.number}. ${titleOf(measure)}` : say(agencies.get(id).label, agencies.get(id).label_en);
    tip.style.left = `${Math.max(8, Math.min(point.x + 14, box.width - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.min(point.y + 16, box.height - tip.offsetHeight - 8)}px`;
  }

  function zoom(factor) {
    network.moveTo({ scale: network.getScale() * factor });
  }

  network.on("afterDrawing", paint);
  network.on("click", (event) => choose(at(event.pointer.DOM)));
  network.on("resize", showWhole);
  stage.addEventListener("mousemove", hover);
  stage.addEventListener("mouseleave", () => { find("tip").hidden = true; });
  /* The wheel scrolls the page; with Ctrl (or a pinch) it zooms the picture. */
  stage.addEventListener("wheel", (event) => { if (!event.ctrlKey) event.stopPropagation(); }, true);
  find("nearer").addEventListener("click", () => zoom(1.25));
  find("farther").addEventListener("click", () => zoom(0.8));
  find("whole").addEventListener("click", showWhole);
  find("search").addEventListener("input", showFound);
  find("search").addEventListener("keydown", (event) => {
    const found = search(event.target.value);
    if (event.key === "Enter" && found.length) take(found[0].id);
    if (event.key === "Escape") find("found").hidden = true;
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search")) find("found").hidden = true;
    const pick = event.target.closest(".pick");
    if (!pick) return;
    stage.scrollIntoView({ block: "center" });
    bring(pick.dataset.id);
  });
  document.querySelectorAll("[data-choose]").forEach((each) => {
    each.addEventListener("click", () => speak(each.dataset.choose));
  });
  showFacts();
  showWhole();
  window.tiaokuai = { network, nodes, edges };
})();
