// Carte : lire un rond du doigt ou de la souris. Le tableau donne la même chose au clavier.
(() => {
  const dire = (rond) => {
    const bulle = document.querySelector("[data-infobulle]");
    const lien = document.createElement("a");
    lien.href = `#epci-${rond.dataset.code}`;
    lien.textContent = "Sa ligne du tableau";
    bulle.replaceChildren(`${rond.dataset.dit} `, lien);
    document.querySelector(".plan .vise")?.classList.remove("vise");
    rond.classList.add("vise");
  };
  for (const geste of ["pointerover", "click"]) {
    document.addEventListener(geste, (e) => { const rond = e.target.closest?.(".plan .s"); if (rond) dire(rond); });
  }
})();
