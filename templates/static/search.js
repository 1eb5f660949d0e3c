/* Search: asks Pagefind's index and draws what it finds into the markup of search.html. No other library, no other host.
   What was asked stands in the address, so that a search can be sent and the way back leads to it. */
(() => {
  "use strict";
  const GROUPS = ["country", "person", "publication", "year"];
  const AT_ONCE = 20, SHOWN_VALUES = 12, PAUSE = 200;
  const index = new URL("../pagefind/pagefind.js", document.currentScript.src);
  const root = new URL("..", document.currentScript.src);
  const by = (id) => document.getElementById(id);
  const ask = by("ask"), instead = by("instead"), result = by("result"), list = by("stories"), further = by("further");
  const words = ask.querySelector("input"), filters = result.querySelector(".filters");
  const status = result.querySelector("[role=status]"), order = result.querySelector("select");
  let pagefind, turn = 0, timer;

  const make = (name, fields = {}, ...inside) => {
    const made = Object.assign(document.createElement(name), fields);
    made.append(...inside);
    return made;
  };
  const count = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
  const listed = (names) => names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;

  const say = (when) => {
    for (const one of instead.querySelectorAll("[data-when]")) one.hidden = one.dataset.when !== when;
  };

  /* What is asked now: words, order, and the ticked values of each group. */
  const asked = () => ({
    words: words.value.trim(),
    sort: order.value,
    ticked: Object.fromEntries(GROUPS.map((group) =>
      [group, [...filters.querySelectorAll(`[name=${group}] input:checked`)].map((box) => box.value)])),
  });

  const remember = (now) => {
    const query = new URLSearchParams();
    if (now.words) query.set("q", now.words);
    if (now.sort) query.set("sort", now.sort);
    for (const group of GROUPS) for (const value of now.ticked[group]) query.append(group, value);
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
  };

  /* The values of a group, those with most stories first; what is ticked is always shown. */
  const drawGroup = (group, figures, ticked) => {
    const box = filters.querySelector(`[name=${group}]`), details = box.closest("details");
    const year = ([value]) => Number(value) || 0; // the undated come last
    const best = group === "year" ? (a, b) => year(b) - year(a) : (a, b) => b[1] - a[1] || a[0].localeCompare(b[0]);
    const rows = Object.entries(figures).filter(([value, n]) => n || ticked.includes(value)).sort(best);
    const shown = rows.filter(([value], n) => group === "year" || n < SHOWN_VALUES || ticked.includes(value));
    const focused = document.activeElement?.closest("fieldset") === box ? document.activeElement.value : null;
    box.replaceChildren(...shown.map(([value, n]) => make("label", {},
      make("input", { type: "checkbox", name: group, value, checked: ticked.includes(value) }),
      make("bdi", { textContent: value }), " ", make("span", { className: "n", textContent: n.toLocaleString("en") }))));
    if (focused !== null) [...box.querySelectorAll("input")].find((one) => one.value === focused)?.focus();
    details.hidden = !shown.length;
    if (ticked.length) details.open = true;
  };

  /* An excerpt as text and marks, whatever else stands in it. */
  const gist = (html) => {
    const parsed = new DOMParser().parseFromString(html, "text/html").body;
    const parts = [...parsed.childNodes].map((node) =>
      node.nodeName === "MARK" ? make("mark", { textContent: node.textContent }) : node.textContent);
    return make("p", { className: "gist", dir: "auto" }, ...parts);
  };

  const card = (story) => {
    const { title, day, iso, approximate, publication, lang } = story.meta;
    const when = make("span");
    if (approximate) when.append(make("abbr", { title: "about", textContent: approximate }), " ");
    when.append(iso ? make("time", { dateTime: iso, textContent: day }) : day);
    const slug = make("p", { className: "slug" }, when);
    if (publication) slug.append(" ", make("span", { className: "from" }, make("bdi", { textContent: publication })));
    const head = make("a", { className: "head", href: new URL(story.raw_url.replace(/^\//, ""), root).href });
    head.append(lang ? make("bdi", { lang, textContent: title }) : title);
    const excerpt = gist(story.excerpt);
    if (lang) excerpt.lang = lang;
    return make("li", {}, slug, " ", head, excerpt);
  };

  const told = (now, n) => {
    const { country, person, publication, year } = now.ticked;
    return [
      count(n, "story", "stories"),
      now.words && `with “${now.words.replace(/^"(.*)"$/, "$1")}”`,
      country.length && `about ${listed(country)}`,
      person.length && `naming ${listed(person)}`,
      publication.length && `from ${listed(publication)}`,
      year.length && `of ${listed(year)}`,
    ].filter(Boolean).join(" ");
  };

  const more = async (stories, mine) => {
    const from = list.children.length, next = stories.slice(from, from + AT_ONCE);
    const read = await Promise.all(next.map((one) => one.data()));
    if (mine !== turn) return;
    list.append(...read.map(card));
    const left = stories.length - list.children.length;
    further.hidden = !left;
    further.textContent = left > AT_ONCE ? `Show ${AT_ONCE} more` : `Show the other ${left}`;
    further.onclick = async () => {
      await more(stories, mine);
      list.children[from + next.length]?.querySelector("a").focus();
    };
  };

  const search = async () => {
    const mine = ++turn, now = asked(), any = Object.values(now.ticked).some((values) => values.length);
    remember(now);
    result.hidden = !now.words && !any;
    if (result.hidden) return;
    const wanted = Object.fromEntries(GROUPS.filter((group) => now.ticked[group].length)
      .map((group) => [group, { any: now.ticked[group] }]));
    const found = await pagefind.search(now.words || null, { filters: wanted, sort: now.sort ? { date: now.sort } : {} });
    if (mine !== turn) return;
    list.replaceChildren();
    status.textContent = told(now, found.results.length);
    for (const group of GROUPS) drawGroup(group, found.totalFilters[group] ?? {}, now.ticked[group]);
    await more(found.results, mine);
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  };

  /* What the address asks for. */
  const recall = () => {
    const query = new URLSearchParams(location.search);
    words.value = query.get("q") ?? "";
    order.value = query.get("sort") ?? "";
    for (const group of GROUPS) {
      const values = query.getAll(group);
      drawGroup(group, Object.fromEntries(values.map((value) => [value, 0])), values);
    }
  };

  const start = async () => {
    if (location.protocol === "file:") return say("disk");
    try {
      pagefind = await import(index.href);
      await pagefind.init();
      await pagefind.filters(); // figures beside the filters come with results once these are loaded
    } catch {
      return say("absent");
    }
    instead.hidden = true;
    ask.hidden = false;
    recall();
    ask.firstElementChild.addEventListener("submit", (event) => { event.preventDefault(); clearTimeout(timer); search(); });
    words.addEventListener("input", soon);
    filters.addEventListener("change", search);
    order.addEventListener("change", search);
    await search();
  };

  start();
})();
