// Maillage : les gestes communs à toutes les pages. Tout marche sans ; rien n'est en ligne dans le HTML.
(() => {
  const un = (s, r = document) => r.querySelector(s);
  const racine = document.documentElement;
  const lire = (cle) => { try { return localStorage.getItem(cle); } catch { return null; } };
  const garder = (cle, valeur) => { try { localStorage.setItem(cle, valeur); } catch { /* navigation privée */ } };
  racine.classList.add("avec-js");

  // Clair ou sombre : le choix de la personne l'emporte sur celui de l'appareil.
  const theme = lire("theme");
  if (theme) racine.dataset.theme = theme;
  const bascule = un("[data-theme-bascule]");
  if (bascule) {
    bascule.hidden = false;
    bascule.addEventListener("click", () => {
      const sombre = racine.dataset.theme ? racine.dataset.theme === "sombre" : matchMedia("(prefers-color-scheme: dark)").matches;
      racine.dataset.theme = sombre ? "clair" : "sombre";
      garder("theme", racine.dataset.theme);
    });
  }

  // Raccourcis : une touche, jamais pendant la saisie, et l'on peut les couper.
  const liste = un("[data-raccourcis]");
  const actives = un("[data-touches]");
  if (liste) liste.hidden = false;
  if (actives) {
    actives.checked = lire("touches") !== "non";
    actives.addEventListener("change", () => garder("touches", actives.checked ? "oui" : "non"));
  }
  const aller = (choix) => { const lien = un(choix); if (lien) location.href = lien.href; return lien; };
  let apresG = false;
  addEventListener("keydown", (e) => {
    if (!actives?.checked || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select")) return;
    if (apresG && /^[a-z]$/.test(e.key) && aller(`[data-aller="${e.key}"]`)) { apresG = false; return; }
    apresG = e.key === "g";
    if (e.key === "n") aller('[data-touche="n"]');
    if (e.key === "?" && liste) { liste.open = !liste.open; un("summary", liste).focus(); }
    if (e.key === "/") {
      const champ = un("[data-recherche]");
      if (champ || aller('[data-aller="a"]')) e.preventDefault();
      champ?.focus();
    }
  });

  // Après un envoi, le regard et le clavier vont au résultat ou au refus.
  (un("#notee") ?? un("#refus") ?? un("#double") ?? un("[aria-invalid='true']"))?.focus();
})();
