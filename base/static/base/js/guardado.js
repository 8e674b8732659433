/*
 * «Saved» is said of what was saved.
 *
 * Stock Wagtail (8.0, and 8.1rc1 alike) answers the success of an autosave by taking the form *as it is then* for what
 * was saved (`w-autosave:success->w-unsaved#clear`). The form that travelled is older: it is photographed half a
 * second before it leaves, and the answer takes its time. What is typed meanwhile is sent by nobody, the header says
 * «Saved» and leaving warns of nothing. Here the form that travelled is compared with the form as it is when the
 * answer comes; if they differ, it is still unsaved, and the next autosave follows at once.
 *
 * Only the events and the data attributes of Wagtail's templates are used. Were they gone, nothing would ever count as
 * saved, so the header would not say it and leaving would warn.
 */
import * as comentarios from "./comentarios.js";
import { Vigia, retrato } from "./vigia.js";

const QUIETO = 2_000; // milliseconds; Wagtail's own watcher asks for the autosave at half of it
const SIN_PARAR = 10_000; // milliseconds; who writes without a pause is saved meanwhile all the same
const REINTENTO = 15_000; // milliseconds after a failure of the network or the server, doubled each time up to…
const REINTENTO_MAXIMO = 300_000;
const PRONTO = 1_000;
const SIN_REMEDIO = new Set(["invalid_revision", "locked", "validation_error"]); // trying again changes nothing
const VUELTAS = 3; // saves in a row that nobody typed for: a script changes the form at each one

const { pendiente } = document.querySelector("script[src*='base/js/guardado.js']").dataset;

class Guardado {
  viajando = null; // the form that is on its way, as it was photographed
  conComentarios = new Map(); // and its comments
  pedido = 0; // when the last autosave was asked for
  falla = null; // what the last answer was, if it was a refusal
  espera = REINTENTO;
  vueltas = 0;

  constructor(formulario) {
    this.formulario = formulario;
    this.vigia = new Vigia(formulario, () => this.mirar());
    formulario.addEventListener("w-autosave:save", (evento) => this.sale(evento));
    // Wagtail's own listeners are on the form and on the document: before all of them, and after.
    window.addEventListener("w-autosave:success", ({ detail }) => this.llega(detail), { capture: true });
    window.addEventListener("w-autosave:success", ({ detail }) => this.llego(detail));
    window.addEventListener("w-autosave:error", ({ detail }) => this.fallo(detail));
    for (const tipo of ["keydown", "input", "change", "paste", "click"]) {
      document.addEventListener(tipo, ({ isTrusted }) => isTrusted && (this.vueltas = 0), { capture: true });
    }
    window.addEventListener("blur", () => this.ya());
    window.addEventListener("online", () => this.ya());
    document.addEventListener("sesion:renovada", () => {
      this.espera = PRONTO; // what left with the old session and is refused now goes again at once
      this.ya();
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.ya());
    window.addEventListener("pagehide", () => this.despedida());
    window.addEventListener("pageshow", ({ persisted }) => persisted && this.despedido && location.reload());
  }

  /** Off once a newer version exists, and while the form is being sent. */
  get activo() {
    return this.formulario.getAttribute("data-w-autosave-active-value") !== "false";
  }

  /** Tells Wagtail that there are edits, the way its own watcher does: the autosave follows. */
  pedir() {
    this.pedido = performance.now();
    this.formulario.setAttribute("data-w-unsaved-force-value", "true");
    this.formulario.setAttribute("data-w-unsaved-has-edits-value", "true");
    const detail = { type: "edits" };
    this.formulario.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true, detail }));
  }

  ya() {
    if (!this.activo || this.viajando || SIN_REMEDIO.has(this.falla) || this.vueltas > VUELTAS) return;
    if (this.vigia.tomado !== undefined && this.vigia.porGuardar) this.pedir();
  }

  sale({ detail, defaultPrevented }) {
    if (defaultPrevented) return;
    this.viajando = retrato(detail?.formData ?? new FormData(this.formulario));
    this.conComentarios = comentarios.retrato(this.formulario);
    this.pedido = performance.now();
    this.falla = null;
    this.mirar();
  }

  /** Wagtail photographs the form and lets it go a moment later. */
  get salio() {
    const espera = Number(this.formulario.getAttribute("data-w-autosave-interval-value")) || 500;
    return !!this.viajando && performance.now() - this.pedido > espera;
  }

  llega(detail) {
    this.reponer = comentarios.cuidar(this.formulario, detail?.data, this.conComentarios);
  }

  llego(detail) {
    this.reponer?.();
    if (!this.viajando) return;
    // The keys of new rows come with the answer, and are in the form by now.
    const nuevos = detail?.response?.field_updates ?? {};
    this.vigia.tomado = this.viajando.map(([nombre, valor]) => [nombre, nuevos[nombre] ?? valor]);
    this.viajando = null;
    this.espera = REINTENTO;
    if (this.vigia.porGuardar) this.vueltas += 1;
    this.ya();
    this.mirar();
  }

  fallo(detail) {
    this.viajando = null;
    this.falla = detail?.type ?? "server_error";
    if (!SIN_REMEDIO.has(this.falla)) {
      clearTimeout(this.reintento);
      this.reintento = setTimeout(() => this.ya(), this.espera);
      this.espera = Math.min(this.espera * 2, REINTENTO_MAXIMO);
    }
    this.mirar();
  }

  mirar() {
    this.pintar(this.vigia.distinto);
    if (!this.vigia.porGuardar) this.sucioDesde = undefined;
    else if (!this.viajando && !this.falla) {
      const ahora = performance.now();
      this.sucioDesde ??= ahora;
      const desdeElCambio = ahora - Math.max(this.vigia.quietoDesde, this.pedido);
      if (desdeElCambio > QUIETO || ahora - Math.max(this.sucioDesde, this.pedido) > SIN_PARAR) this.ya();
    }
  }

  /** To the states of Wagtail's header, one more: not saved yet. */
  pintar(distinto) {
    const indicador = document.getElementById("w-autosave-indicator");
    if (!indicador || distinto === (indicador.dataset.guardado === "pendiente")) return;
    if (!indicador.querySelector(".guardado-pendiente")) {
      const texto = Object.assign(document.createElement("span"), {
        className: "w-autosave-indicator__text", textContent: pendiente,
      });
      const aviso = document.createElement("div");
      aviso.className = "w-autosave-indicator__state guardado-pendiente";
      aviso.append(texto);
      indicador.append(aviso);
    }
    indicador.dataset.guardado = distinto ? "pendiente" : "";
  }

  /** The page goes. Who was warned and left, and who closed the telephone, keep their draft. */
  despedida() {
    const { enviado, tomado, porGuardar } = this.vigia;
    if (enviado || !this.activo || SIN_REMEDIO.has(this.falla) || tomado === undefined || !porGuardar) return;
    const datos = new FormData(this.formulario);
    const revision = this.formulario.getAttribute("data-w-autosave-revision-id-value");
    if (Number(revision)) datos.set("overwrite_revision_id", revision);
    else if (this.salio && !this.formulario.elements.loaded_revision_id) return; // it would be a second page
    this.despedido = true;
    const headers = { Accept: "application/json" };
    // Up to 64 KiB, which the parts of a multipart body would fill; beyond that, the warning is all there is.
    const conArchivos = [...datos.values()].some((valor) => valor instanceof File && valor.size);
    const body = conArchivos ? datos : new URLSearchParams([...datos].filter(([, valor]) => !(valor instanceof File)));
    fetch(this.formulario.action, { method: "POST", body, headers, keepalive: true }).catch(() => {});
  }
}

const formulario = document.querySelector("form[data-edit-form][data-controller~='w-autosave']");
if (formulario) new Guardado(formulario);
// Screens that are sent by their button only: leaving them warns of what was not sent.
for (const otro of document.querySelectorAll("form[data-controller~='w-unsaved']")) {
  if (otro !== formulario) new Vigia(otro);
}
