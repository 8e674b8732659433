// A passkey that was not used is said on the page: allauth only writes it down in the console.
{
  const { texto } = document.currentScript.dataset;
  document.addEventListener("allauth.error", () => {
    const titulo = document.querySelector("main h1");
    titulo.parentElement.querySelector("[data-llave]")?.remove();
    const aviso = document.createElement("div");
    const frase = document.createElement("p");
    aviso.className = "entrada-avisos";
    aviso.dataset.llave = "";
    aviso.setAttribute("role", "alert");
    frase.className = "entrada-error";
    titulo.after(aviso);
    frase.textContent = texto;
    aviso.append(frase);
  });
}
