// One action starts the English version: the link to the screen that asks is followed as if its button had been pressed.
// Without this script, or in another tab, the screen and its button are there.
document.addEventListener("click", (suceso) => {
    const enlace = suceso.target.closest("a[href*='/localize/submit/']");
    if (!enlace || suceso.defaultPrevented || suceso.button || suceso.ctrlKey || suceso.metaKey || suceso.shiftKey) return;
    suceso.preventDefault();
    const formulario = document.createElement("form");
    formulario.method = "post";
    formulario.action = enlace.href;
    const llave = document.createElement("input");
    llave.type = "hidden";
    llave.name = "csrfmiddlewaretoken";
    llave.value = JSON.parse(document.getElementById("wagtail-config").textContent).CSRF_TOKEN;
    formulario.append(llave);
    document.body.append(formulario);
    formulario.submit();
});
