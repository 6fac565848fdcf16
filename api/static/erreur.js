// Une page d'échec : copier ce qui était écrit, et renvoyer seule un envoi dont l'issue est inconnue.
(() => {
  const un = (s) => document.querySelector(s);
  const texte = un("[data-texte]");
  const copier = un("[data-copier]");
  if (copier && texte) {
    copier.hidden = false;
    copier.addEventListener("click", async () => {
      texte.select();
      const dit = un("[data-copie]");
      try {
        if (navigator.clipboard) await navigator.clipboard.writeText(texte.value);
        else if (!document.execCommand("copy")) throw new Error();
        dit.textContent = "Copié.";
      } catch { dit.textContent = "Le texte est sélectionné : copiez-le avec Ctrl C."; }
    });
  }

  const renvoi = un("[data-delai]");
  if (!renvoi) return;
  const compte = un("[data-compte]");
  un("[data-attente]").hidden = false;
  const delai = Number(renvoi.dataset.delai);
  let reste = delai;
  let parti = false;
  renvoi.addEventListener("submit", () => { parti = true; });
  const dire = () => { compte.textContent = reste; };
  // La page ne quitte pas l'écran tant que rien ne répond : ce qui est écrit y reste.
  const repond = async () => {
    try { return (await fetch(renvoi.dataset.sonde, { cache: "no-store" })).status < 500; } catch { return false; }
  };
  const battre = async () => {
    if (parti) return;
    reste -= 1;
    if (reste > 0) dire();
    else if (await repond()) { if (!parti) renvoi.requestSubmit(); return; }
    else { reste = delai; dire(); }
    setTimeout(battre, 1000);
  };
  dire();
  setTimeout(battre, 1000);
})();
