/*
 * A session that ends with text typed loses nothing: a form is sent only if the session is still there. If it is
 * not, a dialog says so and the page stays as it is; after entering again in another tab, the form can be sent.
 */
const etiqueta = document.querySelector("script[src*='base/js/sesion.js']");
const SESION = new URL("/admin/sesion/", location.href);
const FORMULARIOS = "form[data-edit-form], form.aval-pantalla, .traducciones-pie form";

const hay = async () => {
  try {
    const respuesta = await fetch(SESION, { redirect: "manual", cache: "no-store" });
    return respuesta.status === 204;
  } catch {
    return true; // no network: sending will say so itself
  }
};

/** Entering again changes the token that forms carry: take the new one. */
const renovarToken = () => {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (!token) return;
  document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach((campo) => (campo.value = token));
  if (window.wagtailConfig) window.wagtailConfig.CSRF_TOKEN = token;
};

/** While the dialog is open nothing is sent: the answer to an ended session would take the new one's cookie away. */
const avisar = (alVolver) => {
  const { titulo, texto, entrar, volver } = etiqueta.dataset;
  const dialogo = document.createElement("dialog");
  dialogo.className = "aviso-de-sesion";
  dialogo.setAttribute("aria-labelledby", "aviso-de-sesion-titulo");
  const h2 = Object.assign(document.createElement("h2"), { id: "aviso-de-sesion-titulo", textContent: titulo });
  const p = Object.assign(document.createElement("p"), { textContent: texto });
  const enlace = Object.assign(document.createElement("a"), {
    className: "button", href: new URL("/admin/login/?next=/admin/", location.href), target: "_blank", textContent: entrar,
  });
  const boton = Object.assign(document.createElement("button"), {
    className: "button button-secondary", type: "button", textContent: volver,
  });
  boton.addEventListener("click", () => dialogo.close());
  dialogo.addEventListener("close", () => {
    dialogo.remove();
    alVolver();
  });
  dialogo.append(h2, p, enlace, boton);
  document.body.append(dialogo);
  dialogo.showModal();
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
const autoguardar = (formulario, activo) => formulario.setAttribute("data-w-autosave-active-value", activo);
const queTermineElAutoguardado = async (formulario) => {
  autoguardar(formulario, false);
  for (let intento = 0; autoguardando && intento < 100; intento++) await pausa(50);
};

let comprobado = null;
document.addEventListener(
  "submit",
  async (evento) => {
    const formulario = evento.target;
    if (!formulario.matches(FORMULARIOS) || comprobado === formulario) return;
    evento.preventDefault();
    evento.stopImmediatePropagation();
    await queTermineElAutoguardado(formulario);
    if (!(await hay())) {
      evento.submitter?.setAttribute("data-w-progress-loading-value", "false"); // not «Saving…» any more
      return avisar(() => autoguardar(formulario, true));
    }
    renovarToken();
    comprobado = formulario;
    // «Saving…» has disabled the button meanwhile, and a disabled button does not say its name.
    const boton = evento.submitter;
    const apagado = boton?.disabled;
    if (apagado) boton.disabled = false;
    formulario.requestSubmit(boton);
    if (apagado) boton.disabled = true;
    comprobado = null;
  },
  { capture: true },
);

document.addEventListener("visibilitychange", async () => {
  if (document.visibilityState === "visible" && document.querySelector(FORMULARIOS) && (await hay())) renovarToken();
});
