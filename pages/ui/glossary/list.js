// Every term with its meaning, and a field that filters them as somebody types.

const LIVE = new WeakMap();

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();

function entry(row) {
  const says = element("dd", {}, element("p", {}, row.says));
  if (row.link.length) {
    says.append(element("p", { class: "where" }, element("a", { href: row.link[0] }, row.link[1])));
  }
  const node = element("div", { class: "entry", id: row.name }, element("dt", {}, row.term), says);
  return { node, name: plain([row.term, ...row.also].join(" · ")), says: plain(row.says) };
}

function build(host) {
  const input = element("input", { type: "search", id: "find", autocomplete: "off", spellcheck: "false" });
  const count = element("p", { class: "count", role: "status" });
  const asked = element("dl", { class: "asked" });
  const list = element("dl", { class: "list" });
  host.replaceChildren(
    element("div", { class: "find" }, element("label", { for: "find" }, "Find a term"), input, count),
    asked,
    list,
  );
  host.dataset.renders = "1";
  const page = { input, count, asked, list, entries: [] };
  input.oninput = () => filter(page);
  input.onkeydown = ({ key }) => {
    if (key !== "Escape") return;
    input.value = "";
    filter(page);
  };
  return page;
}

// Terms of that name come first, then those whose meaning speaks of it.
function filter({ input, count, asked, list, first, entries }) {
  const wanted = plain(input.value);
  const all = wanted ? [...first, ...entries] : entries;
  const named = all.filter(({ name }) => name.includes(wanted));
  const spoken = all.filter(({ name, says }) => !name.includes(wanted) && says.includes(wanted));
  asked.hidden = Boolean(wanted) || !first.length;
  if (!wanted) asked.replaceChildren(...first.map(({ node }) => node));
  list.replaceChildren(...[...named, ...spoken].map(({ node }) => node));
  const found = named.length + spoken.length;
  const total = first.length + entries.length;
  count.textContent = wanted ? `${found} of ${total} terms` : `${total} terms`;
}

export default function ({ data, parentElement }) {
  const page = LIVE.get(parentElement) ?? build(parentElement.querySelector(".host"));
  LIVE.set(parentElement, page);
  const told = JSON.stringify(data);
  if (page.told === told) return;
  page.told = told;
  page.first = data.first.map(entry);
  page.entries = data.terms.map(entry);
  filter(page);
}
