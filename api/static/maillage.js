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
  const adresses = { a: "/acteurs", p: "/projets", c: "/couverture", t: "/charge", j: "/journal" };
  let apresG = false;
  addEventListener("keydown", (e) => {
    if (!actives?.checked || e.ctrlKey || e.metaKey || e.altKey || e.target.closest("input, textarea, select")) return;
    if (apresG && adresses[e.key]) { apresG = false; location.href = adresses[e.key]; return; }
    apresG = e.key === "g";
    if (e.key === "n") location.href = "/noter";
    if (e.key === "?") { liste.open = !liste.open; un("summary", liste).focus(); }
    if (e.key === "/") {
      e.preventDefault();
      const champ = un("[data-recherche]");
      if (champ) champ.focus(); else location.href = "/acteurs";
    }
  });

  // Après un envoi, le regard et le clavier vont au résultat ou au refus.
  (un("#notee") ?? un("#refus") ?? un("#double"))?.focus();
})();
