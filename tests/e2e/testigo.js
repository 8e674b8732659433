// What the server has acknowledged, noted beside the product, and each time that the header said «saved» of another.
(() => {
  const CAMPOS = {
    resumen: "#id_resumen",
    upz: "#id_upz",
    nombre: "#id_contactos-0-nombre",
    lecciones: "[data-contentpath='lecciones'] [role=textbox]",
    resultados: "[data-contentpath='resultados'] [role=textbox]",
  };
  window.tomado = {};
  window.mentiras = [];
  window.campos = CAMPOS;
  const suyo = (datos) => {
    const nombres = { nombre: "contactos-0-nombre" };
    const valores = {};
    for (const campo of Object.keys(CAMPOS)) {
      const valor = datos.get(nombres[campo] ?? campo);
      try {
        valores[campo] = JSON.parse(valor).blocks.map((uno) => uno.text).join("");
      } catch {
        valores[campo] = valor === "null" ? "" : (valor ?? "");
      }
    }
    return valores;
  };
  const deVerdad = window.fetch;
  window.fetch = async (donde, opciones) => {
    const datos = opciones?.body instanceof FormData ? suyo(opciones.body) : null;
    const respuesta = await deVerdad(donde, opciones);
    if (datos && respuesta.headers.get("content-type")?.includes("json")) {
      if ((await respuesta.clone().json()).success) window.tomado = datos;
    }
    return respuesta;
  };
  window.dice = (que) => {
    const letrero = document.querySelector(`#w-autosave-indicator .w-autosave-indicator__state--${que}`);
    return !!letrero && getComputedStyle(letrero).visibility === "visible";
  };
  setInterval(() => {
    if (!dice("saved")) return;
    for (const [campo, donde] of Object.entries(CAMPOS)) {
      const control = document.querySelector(donde);
      const valor = control?.value ?? control?.innerText.trim() ?? "";
      if (campo in tomado && valor !== tomado[campo]) mentiras.push([campo, valor, tomado[campo]]);
    }
  }, 40);
})();
