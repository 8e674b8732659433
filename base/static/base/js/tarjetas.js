/*
 * On a telephone a list of six columns breaks its titles letter by letter: there each row is a card (admin.css), with the
 * name of each thing over it. A table that is drawn as blocks is no table to who listens to it, unless it says its roles.
 */
const PAPELES = { THEAD: "rowgroup", TBODY: "rowgroup", TFOOT: "rowgroup", TR: "row", TD: "cell" };

const nombrar = (tabla) => {
  const nombres = [...(tabla.tHead?.rows[0]?.cells ?? [])].map((una) => una.textContent.replace(/\s+/g, " ").trim());
  if (!nombres.length) return;
  tabla.classList.add("tarjetas");
  tabla.setAttribute("role", "table");
  for (const parte of tabla.querySelectorAll("thead, tbody, tfoot, tr, td, th")) {
    const papel = PAPELES[parte.tagName] ?? (parte.closest("thead") ? "columnheader" : "rowheader");
    if (!parte.hasAttribute("role")) parte.setAttribute("role", papel);
    if (parte.tagName !== "TD") continue;
    const vacia = !parte.textContent.trim() && !parte.querySelector("a, button, input, img, svg");
    parte.toggleAttribute("data-vacia", vacia);
    // The first thing of a row is what it is about, and needs no name; nor does a cell over several columns.
    const titulo = parte.classList.contains("title") || parte.querySelector(":scope > .title-wrapper");
    const nombre = parte.colSpan === 1 && nombres[parte.cellIndex];
    if (nombre && !titulo && !parte.hasAttribute("data-etiqueta")) parte.setAttribute("data-etiqueta", nombre);
  }
};

const nombrarTodas = () => document.querySelectorAll("#main table.listing").forEach(nombrar);

nombrarTodas();
// A list that is searched or filtered comes anew.
document.addEventListener("w-swap:success", nombrarTodas);
