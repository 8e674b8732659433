/*
 * What a form held when the server last took it, and whether it holds something else now.
 *
 * Wagtail's own `w-unsaved` looks every half second, takes what is typed in the first two seconds of a page for what
 * the server wrote, and knows nothing of the quarter of a second that the rich text editor takes to write to its
 * field. This one is asked at the moment itself, and leaving the page is warned of by it.
 */
import * as comentarios from "./comentarios.js";

const EDITOR_RICO = 700; // milliseconds until Draftail (250) has surely written to its field
const CADA = 300; // milliseconds; a chooser or a script changes a field without any event
// They change without anybody writing.
const AJENOS = new Set([
  ...["csrfmiddlewaretoken", "loaded_revision_id", "loaded_revision_created_at", "overwrite_revision_id", "next"],
]);

/** Pairs of name and value that can be compared. */
export const retrato = (datos) =>
  [...datos]
    .filter(([nombre]) => !AJENOS.has(nombre) && !nombre.startsWith("comments-"))
    .map(([nombre, valor]) => [nombre, valor instanceof File ? `${valor.name} ${valor.size} ${valor.type}` : valor]);

export const iguales = (uno, otro) => JSON.stringify(uno) === JSON.stringify(otro);

let ultimaTecla = -Infinity; // in an editor that writes to its field later

/** Whether such an editor may still owe its field something. */
export const porEscribir = () => performance.now() - ultimaTecla < EDITOR_RICO;

export const alReposo = async () => {
  while (porEscribir()) await new Promise((sigue) => setTimeout(sigue, 50));
};

const escribe = ({ key, ctrlKey, metaKey, altKey }) =>
  (key.length === 1 && !ctrlKey && !metaKey && !altKey) || ["Backspace", "Delete", "Enter"].includes(key);

for (const tipo of ["keydown", "beforeinput", "paste", "cut", "drop", "compositionend", "mousedown"]) {
  document.addEventListener(
    tipo,
    (evento) => {
      if (tipo === "keydown" && !escribe(evento)) return;
      if (evento.target.closest?.("[contenteditable=true], .Draftail-Editor")) ultimaTecla = performance.now();
    },
    { capture: true },
  );
}

export class Vigia {
  /** What the server has: `null`, something else; `undefined`, the page is still opening. */
  tomado = undefined;
  enviado = false; // the form leaves with the page
  quietoDesde = performance.now();

  /** `cambio` is called whenever the answer may be another. */
  constructor(formulario, cambio = () => {}) {
    this.formulario = formulario;
    const { value, defaultValue } = formulario.contains(document.activeElement) ? document.activeElement : {};
    // What the server refused and wrote back is nowhere but here; nor what was typed before this script arrived.
    if (formulario.dataset.wUnsavedForceValue === "true") this.tomado = null;
    else if (defaultValue !== undefined && value !== defaultValue) this.tomado = null;
    else this.#abrir();
    let ultimo;
    const mirar = () => {
      const ahora = JSON.stringify(this.ahora);
      if (ahora !== ultimo || porEscribir()) this.quietoDesde = performance.now();
      ultimo = ahora;
      cambio();
    };
    // At once, and once more when the field surely has it.
    for (const tipo of ["keydown", "input", "change", "paste", "click"]) {
      document.addEventListener(tipo, mirar);
      document.addEventListener(tipo, () => setTimeout(mirar));
    }
    setInterval(mirar, CADA);
    window.addEventListener("beforeunload", (evento) => {
      if (!this.enviado && this.distinto) evento.preventDefault();
    });
    window.addEventListener("submit", (evento) => {
      if (evento.target !== formulario || evento.defaultPrevented) return;
      this.enviado = true;
      setTimeout(() => (this.enviado = false), 10_000); // the page is still here: it was stopped
    });
    window.addEventListener("pageshow", () => (this.enviado = false));
  }

  /** Scripts finish the form as the page opens; what a hand writes meanwhile is no part of it. */
  #abrir() {
    const fin = new AbortController();
    const oir = (tipos, hacer) => {
      const escucha = (evento) => evento.isTrusted && this.formulario.contains(evento.target) && hacer();
      for (const tipo of tipos) window.addEventListener(tipo, escucha, { capture: true, signal: fin.signal });
    };
    let antes, escrito = false;
    oir(["keydown", "pointerdown", "beforeinput", "paste", "drop"], () => (antes ??= this.ahora));
    oir(["beforeinput", "input", "change", "paste", "drop"], () => (escrito = true));
    this.alAbrir = () => escrito && !iguales(antes, this.ahora);
    const listo = () => {
      fin.abort();
      if (this.tomado === undefined) this.tomado = (escrito && antes) || this.ahora;
    };
    this.formulario.addEventListener("w-unsaved:watch-edits", listo, { once: true });
    setTimeout(listo, 10_000); // nobody said so
  }

  get ahora() {
    return retrato(new FormData(this.formulario));
  }

  /** Something that sending the form would save. */
  get porGuardar() {
    if (comentarios.porGuardar(this.formulario)) return true;
    return this.tomado === undefined ? this.alAbrir() : !iguales(this.tomado, this.ahora);
  }

  /** Something that would be lost with the page. */
  get distinto() {
    return porEscribir() || comentarios.hayAMedias(this.formulario) || this.porGuardar;
  }
}
