/*
 * A rich text has no tables, and the editor would weld the cells of one that is pasted («AñoTotal20181.200»). Here it is
 * pasted as a list, a row a line and its cells apart, and whoever pasted is told.
 */
const { texto } = document.querySelector("script[src*='base/js/tablas.js']").dataset;
const ENTRE = " · ";

/** The HTML that was copied with a list in the place of each table; nothing if there is none. */
const sinTablas = (html) => {
  const copiado = new DOMParser().parseFromString(html, "text/html");
  // The outermost only: what is inside of a cell goes with it.
  const tablas = [...copiado.querySelectorAll("table")].filter((una) => !una.parentElement.closest("table"));
  for (const tabla of tablas) {
    const lista = copiado.createElement("ul");
    for (const fila of tabla.rows) {
      const celdas = [...fila.cells].map((una) => una.textContent.replace(/\s+/g, " ").trim());
      if (!celdas.some(Boolean)) continue;
      lista.appendChild(copiado.createElement("li")).textContent = celdas.join(ENTRE);
    }
    tabla.replaceWith(lista);
  }
  return tablas.length ? copiado.body.innerHTML : "";
};

const avisar = (editor) => {
  const campo = editor.closest("[data-field]") ?? editor.parentElement;
  campo.querySelector(".tabla-pegada")?.remove();
  const aviso = document.createElement("p");
  aviso.className = "help-block help-info tabla-pegada";
  aviso.setAttribute("role", "status");
  campo.append(aviso);
  aviso.textContent = texto;
};

document.addEventListener(
  "paste",
  (evento) => {
    const editor = evento.target.closest?.(".Draftail-Editor, .public-DraftEditor-content");
    const html = editor && evento.clipboardData?.getData("text/html");
    const cambiado = html && !evento.tablas && sinTablas(html);
    if (!cambiado) return;
    evento.preventDefault();
    evento.stopImmediatePropagation();
    const datos = new DataTransfer();
    datos.setData("text/html", cambiado);
    datos.setData("text/plain", evento.clipboardData.getData("text/plain"));
    const otra = new ClipboardEvent("paste", { clipboardData: datos, bubbles: true, cancelable: true });
    otra.tablas = true;
    evento.target.dispatchEvent(otra);
    avisar(editor);
  },
  true,
);
