/*
 * A form is sent only to who will take it: if the session ended, or nobody answers, a dialog says so and the page
 * stays as it is, with what was typed; after entering again in another tab, the form can be sent. It is sent once,
 * however many times its button is pressed.
 */
import { alReposo } from "./vigia.js";

const { sesion, red } = JSON.parse(document.querySelector("script[src*='base/js/sesion.js']").dataset.textos);
const SESION = new URL("/admin/sesion/", location.href);
// Those that hold what somebody typed, and what is sent from the foot of a translation.
const FORMULARIOS = "form[data-edit-form], form[data-controller~='w-unsaved'], .traducciones-pie form";

/** "hay"; "termino", if it has to be entered again; "nadie", without network or with the server down. */
const preguntar = async () => {
  try {
    const respuesta = await fetch(SESION, { redirect: "manual", cache: "no-store" });
    if (respuesta.status === 204) return "hay";
    return respuesta.type === "opaqueredirect" || [401, 403].includes(respuesta.status) ? "termino" : "nadie";
  } catch {
    return "nadie";
  }
};

/** Entering again changes the token that forms carry: take the new one. */
const renovarToken = () => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (!token) return;
  document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((campo) => (campo.value = token));
  if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
};

/**
 * Modal when a form was being sent: meanwhile nothing is, for the answer to an ended session would take the new one's
 * cookie away. Otherwise it only stands there: who is typing goes on typing.
 */
const avisar = ({ titulo, texto, entrar, volver }, alVolver) => {
  document.querySelector("dialog.aviso-de-sesion")?.close();
  const dialogo = document.createElement("dialog");
  dialogo.className = "aviso-de-sesion";
  dialogo.setAttribute("aria-labelledby", "aviso-de-sesion-titulo");
  const h2 = Object.assign(document.createElement("h2"), { id: "aviso-de-sesion-titulo", textContent: titulo });
  const p = Object.assign(document.createElement("p"), { textContent: texto });
  dialogo.append(h2, p);
  if (entrar) {
    const href = new URL("/admin/login/?next=/admin/", location.href);
    dialogo.append(
      Object.assign(document.createElement("a"), { className: "button", href, target: "_blank", textContent: entrar }),
    );
  }
  const boton = Object.assign(document.createElement("button"), {
    className: "button button-secondary", type: "button", textContent: volver,
  });
  boton.addEventListener("click", () => dialogo.close());
  dialogo.append(boton);
  dialogo.addEventListener("close", () => {
    dialogo.remove();
    alVolver?.();
  });
  document.body.append(dialogo);
  if (alVolver) dialogo.showModal();
  else dialogo.setAttribute("open", ""); // show() would take the focus
};

/*
 * A form sent while its own autosave is on the way would be taken for somebody else's newer version: the one that
 * is on the way arrives first, and no other starts.
 */
let autoguardando = false;
document.addEventListener("w-autosave:save", () => (autoguardando = true));
for (const fin of ["w-autosave:success", "w-autosave:error"]) {
  document.addEventListener(fin, () => (autoguardando = false));
}
const pausa = (milisegundos) => new Promise((sigue) => setTimeout(sigue, milisegundos));
const ACTIVO = "data-w-autosave-active-value";
const queTermineElAutoguardado = async (formulario) => {
  formulario.setAttribute(ACTIVO, false);
  for (let intento = 0; autoguardando && intento < 100; intento++) await pausa(50);
};

let pasa = null; // the form that goes through
const enCamino = new Set();
window.addEventListener("pageshow", () => enCamino.clear());
window.addEventListener("submit", ({ target, defaultPrevented }) => defaultPrevented && enCamino.delete(target));
document.addEventListener(
  "submit",
  async (evento) => {
    const formulario = evento.target;
    if (!formulario.matches(FORMULARIOS) || pasa === formulario) return;
    evento.preventDefault();
    evento.stopImmediatePropagation();
    if (enCamino.has(formulario)) return;
    enCamino.add(formulario);
    const activo = formulario.getAttribute(ACTIVO) ?? "true"; // Wagtail turns it off once there is a newer version
    await queTermineElAutoguardado(formulario);
    await alReposo();
    const respuesta = await preguntar();
    if (respuesta !== "hay") {
      enCamino.delete(formulario);
      evento.submitter?.setAttribute("data-w-progress-loading-value", "false"); // not «Saving…» any more
      return avisar(respuesta === "termino" ? sesion : red, () => formulario.setAttribute(ACTIVO, activo));
    }
    renovarToken();
    pasa = formulario;
    // «Saving…» has disabled the button meanwhile, and a disabled button does not say its name.
    const boton = evento.submitter;
    const apagado = boton?.disabled;
    if (apagado) boton.disabled = false;
    formulario.requestSubmit(boton);
    if (apagado) boton.disabled = true;
    pasa = null;
    // Whoever stopped the page may press again.
    setTimeout(() => enCamino.delete(formulario), 10_000);
  },
  { capture: true },
);

/** An autosave refused by a server that does not know who asks: «a server error» would be no help. */
let dicho = false;
document.addEventListener("w-autosave:error", async ({ detail }) => {
  if (detail?.type !== "server_error" || dicho || (await preguntar()) !== "termino") return;
  dicho = true;
  if (!document.querySelector("dialog.aviso-de-sesion")) avisar(sesion);
});

document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState !== "visible" || !document.querySelector(FORMULARIOS)) return;
  if ((await preguntar()) !== "hay") return;
  renovarToken();
  if (!dicho) return;
  dicho = false;
  document.querySelector("dialog.aviso-de-sesion:not(:modal)")?.close();
  document.dispatchEvent(new CustomEvent("sesion:renovada"));
});
