/*
 * What is pasted from Word, Excel or Google ends as something true, and whoever pasted is told what became of it. A rich
 * text has no tables, and the editor would weld their cells («AñoTotal20181.200»): a row is a line. A footnote's mark is
 * left between brackets and its text at the end. Links that nobody else can open, or that go through somebody who notes
 * who follows them, are taken away or made straight; the rules are those of base/direcciones.py, which refuses at sending
 * what came by another way.
 */
const { textos: crudos, anfitriones } = document.querySelector("script[src*='base/js/pegado.js']").dataset;
const textos = JSON.parse(crudos);
const propios = new Set([location.hostname, ...JSON.parse(anfitriones)]);
const ADMIN = location.pathname.split("/").slice(0, 2).join("/"); // «/admin»
const DE_WAGTAIL = /^\/(?:pages|snippets|images|documents|login|reports|workflows|users)(?:\/|$)/;
const ENVOLTORIOS = [
  ["safelinks.protection.outlook.com", "/", "url"], ["l.facebook.com", "/", "u"], ["lm.facebook.com", "/", "u"],
  ["l.instagram.com", "/", "u"], ["slack-redir.net", "/", "url"], ["linkedin.com", "/redir", "url"],
  ["google.com", "/url", "q"], ["google.com.co", "/url", "q"], ["youtube.com", "/redirect", "q"],
];
const RASTROS = /^(?:utm_\w+|fbclid|gclid|msclkid|igshid|mc_cid|mc_eid)$/;
const NOTA = /#(?:_?ftn(?:ref)?|_?edn(?:ref)?|ftnt(?:_ref)?|sdfootnote|sdendnote)\d+/i;
const ENTRE = " · ";
const limpio = (nodo) => nodo.textContent.replace(/\s+/g, " ").trim();

/** Each table as a list, a row a line; one of a single cell, as its text. Returns how many lists there are. */
const sinTablas = (copiado) => {
  // The outermost only: what is inside of a cell goes with it.
  const tablas = [...copiado.querySelectorAll("table")].filter((una) => !una.parentElement.closest("table"));
  let listas = 0;
  for (const tabla of tablas) {
    const filas = [...tabla.rows].map((fila) => [...fila.cells].map(limpio)).filter((celdas) => celdas.some(Boolean));
    const suelta = filas.length === 1 && filas[0].length === 1;
    const puesto = copiado.createElement(suelta ? "p" : "ul");
    for (const celdas of filas) {
      const texto = celdas.map((una) => una || "—").join(ENTRE);
      if (suelta) puesto.textContent = texto;
      else puesto.appendChild(copiado.createElement("li")).textContent = texto;
    }
    if (filas.length) tabla.replaceWith(puesto);
    else tabla.remove();
    if (filas.length && !suelta) listas += 1;
  }
  return listas;
};

/** The marks of notes as «[1]», and the text of each as a paragraph of its own. Returns how many notes there are. */
const sinNotas = (copiado) => {
  const marcas = [...copiado.querySelectorAll("a[href]")].filter((una) => NOTA.test(una.getAttribute("href")));
  for (const marca of marcas) {
    const cual = limpio(marca).replace(/^\[|\]$/g, "");
    const alrededor = marca.parentElement.matches("sup") && limpio(marca.parentElement) === limpio(marca);
    const quitada = alrededor ? marca.parentElement : marca;
    const sigue = /^[\p{L}\p{N}]/u.test(quitada.nextSibling?.textContent ?? "") ? " " : "";
    quitada.replaceWith(cual ? `[${cual}]${sigue}` : "");
  }
  for (const raya of copiado.querySelectorAll("[style*='footnote-list'] > hr, [style*='footnote-list'] > br")) raya.remove();
  return marcas.length;
};

/** Without what nobody reads: style sheets, which the editor would write down, and empty lines between paragraphs. */
const sinRelleno = (copiado) => {
  for (const uno of copiado.querySelectorAll("style, script, title, meta, link, xml")) uno.remove();
  // Google wraps all of it in a bold that is none, and the editor would make bold whatever comes after one that is.
  for (const falsa of copiado.querySelectorAll("b[style], strong[style]")) {
    if (["normal", "400"].includes(falsa.style.fontWeight)) falsa.replaceWith(...falsa.childNodes);
  }
  for (const parrafo of copiado.querySelectorAll("p")) {
    if (!limpio(parrafo) && !parrafo.querySelector("img")) parrafo.remove();
  }
  for (const caja of [copiado.body, ...copiado.querySelectorAll("div")]) {
    for (const nodo of [...caja.childNodes]) {
      if (nodo.nodeType === Node.TEXT_NODE && !nodo.data.trim() && caja.querySelector(":scope > p, :scope > div, :scope > ul")) nodo.remove();
    }
  }
};

/** Where a link through another leads: the address without who looks on, and without what it knew of the reader. */
const derecha = (direccion) => {
  const suyo = ENVOLTORIOS.find(
    ([anfitrion, camino]) =>
      (direccion.hostname === anfitrion || direccion.hostname.endsWith(`.${anfitrion}`)) && direccion.pathname.startsWith(camino),
  );
  const llevado = suyo && direccion.searchParams.get(suyo[2]);
  if (/^https?:\/\//.test(llevado ?? "")) return derecha(new URL(llevado));
  for (const nombre of [...direccion.searchParams.keys()]) if (RASTROS.test(nombre)) direccion.searchParams.delete(nombre);
  return direccion;
};

const esDeCasa = (anfitrion) =>
  anfitrion === "localhost" || /^(?:127|10|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(anfitrion) || anfitrion === "[::1]";

const esDeLaAdministracion = ({ hostname, pathname }) =>
  (pathname === ADMIN || pathname.startsWith(`${ADMIN}/`)) &&
  (propios.has(hostname) || esDeCasa(hostname) || DE_WAGTAIL.test(pathname.slice(ADMIN.length)));

/** Every link that is left can be opened by whoever reads. Returns what was done: ``{quitados, correos, derechos}``. */
const sinEnlacesAjenos = (copiado) => {
  const hecho = { quitados: [], correos: [], derechos: [] };
  for (const enlace of copiado.querySelectorAll("a[href]")) {
    const escrita = enlace.getAttribute("href").trim();
    const palabras = limpio(enlace);
    let direccion = null;
    try {
      direccion = new URL(escrita, location.href);
    } catch {
      // not an address
    }
    if (direccion?.protocol === "mailto:") {
      const correo = decodeURIComponent(direccion.pathname);
      enlace.replaceWith(palabras || correo);
      hecho.correos.push(palabras || correo);
      continue;
    }
    const sirve = direccion && /^(?:https?|tel):$/.test(direccion.protocol) && !escrita.startsWith("#");
    if (!sirve || esDeLaAdministracion(direccion) || esDeCasa(direccion.hostname)) {
      enlace.replaceWith(...enlace.childNodes);
      if (palabras) hecho.quitados.push(palabras);
      continue;
    }
    const recta = derecha(new URL(direccion)).href;
    if (recta !== direccion.href) {
      // Where the words are the address, they are the one that it leads to.
      if (palabras === escrita || palabras === direccion.href) enlace.textContent = recta;
      enlace.setAttribute("href", recta);
      hecho.derechos.push(new URL(recta).hostname);
    }
  }
  for (const ancla of copiado.querySelectorAll("a:not([href])")) ancla.replaceWith(...ancla.childNodes);
  return hecho;
};

const nombrados = (palabras) => [...new Set(palabras)].slice(0, 5).map((una) => `«${una.slice(0, 60)}»`).join(", ");

/** What was copied as it is to be pasted (empty: as it came), and what is to be said of it. */
const arreglar = (html) => {
  const copiado = new DOMParser().parseFromString(html, "text/html");
  const frases = [];
  const vino = copiado.body.innerHTML;
  sinRelleno(copiado);
  if (sinNotas(copiado)) frases.push(textos.notas);
  const { quitados, correos, derechos } = sinEnlacesAjenos(copiado);
  if (sinTablas(copiado)) frases.push(textos.tabla);
  if (quitados.length) frases.push(textos.quitados.replace("{cuales}", nombrados(quitados)));
  if (correos.length) frases.push(textos.correos.replace("{cuales}", nombrados(correos)));
  if (derechos.length) frases.push(textos.derechos.replace("{cuales}", nombrados(derechos)));
  return { html: copiado.body.innerHTML === vino ? "" : copiado.body.innerHTML, frases };
};

const avisar = (editor, frases) => {
  const campo = editor.closest("[data-field]") ?? editor.parentElement;
  campo.querySelector(".pegado")?.remove();
  if (!frases.length) return;
  const aviso = document.createElement("div");
  aviso.className = "help-block help-info pegado";
  aviso.setAttribute("role", "status");
  campo.append(aviso);
  aviso.replaceChildren(...frases.map((una) => Object.assign(document.createElement("p"), { textContent: una })));
};

document.addEventListener(
  "paste",
  (evento) => {
    const editor = evento.target.closest?.(".Draftail-Editor, .public-DraftEditor-content");
    const copiado = editor && evento.clipboardData?.getData("text/html");
    if (!copiado || evento.arreglado) return;
    // Between two editors of the house it goes as it is, with what only the editor knows.
    if (copiado.includes("data-draftjs-conductor-fragment")) return;
    const { html, frases } = arreglar(copiado);
    avisar(editor, frases);
    if (!html) return;
    evento.preventDefault();
    evento.stopImmediatePropagation();
    const datos = new DataTransfer();
    datos.setData("text/html", html);
    datos.setData("text/plain", evento.clipboardData.getData("text/plain"));
    const otra = new ClipboardEvent("paste", { clipboardData: datos, bubbles: true, cancelable: true });
    otra.arreglado = true;
    evento.target.dispatchEvent(otra);
  },
  true,
);
