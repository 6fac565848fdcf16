// Ce qui n'est montré qu'une fois : l'imprimer, ou le copier. Sans ce fichier, Ctrl P et Ctrl C font de même.
(() => {
  for (const bouton of document.querySelectorAll("[data-imprimer]")) {
    bouton.hidden = false;
    bouton.addEventListener("click", () => print());
  }
  for (const bouton of document.querySelectorAll("[data-copier-secret]")) {
    const champ = document.getElementById(bouton.dataset.copierSecret);
    const dit = document.querySelector("[data-copie]");
    bouton.hidden = false;
    bouton.addEventListener("click", async () => {
      champ.select();
      try {
        await navigator.clipboard.writeText(champ.value);
        dit.textContent = "Copié.";
      } catch { dit.textContent = "Le texte est sélectionné : copiez-le avec Ctrl C."; }
    });
  }
})();
