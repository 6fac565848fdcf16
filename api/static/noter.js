// Noter : le total vivant, les présences qui se rangent, la feuille collée. Le serveur refait tout.
(() => {
  const noter = document.querySelector("[data-noter]");
  const un = (s, r = document) => r.querySelector(s);
  const tous = (s, r = document) => [...r.querySelectorAll(s)];
  const heures = (m) => `${Math.floor(m / 60)}\u00a0h\u00a0${String(m % 60).padStart(2, "0")}`;
  const nb = (n, mot) => `${n}\u00a0${mot}${n > 1 ? "s" : ""}`;
  // Comme le serveur : 90, « 1h30 », « 1 h 30 », « 1:30 » ou « 1,5 h » ; le reste ne compte pas.
  const entier = (champ) => {
    const texte = (champ?.value ?? "").trim();
    if (/^\d+$/.test(texte)) return Number(texte);
    const decimal = /^(\d{1,2})[,.](\d{1,2})\s*h$/i.exec(texte);
    if (decimal) return Math.round(60 * Number(`${decimal[1]}.${decimal[2]}`));
    const heure = /^(\d{1,2})\s*[h:]\s*(\d{0,2})(?:\s*min)?$/i.exec(texte);
    return heure ? 60 * Number(heure[1]) + Number(heure[2]) : 0;
  };
  const formulaire = noter ?? un("form[novalidate]");
  if (!formulaire) return;

  // Une durée est ou bien l'un des boutons, ou bien le champ libre, jamais les deux.
  const minutes = (rang) => {
    const libre = un("[data-libre]", rang);
    const bouton = un(".minutes input:checked", rang);
    const contact = libre.value.trim() ? entier(libre) : Number(bouton?.value) || 0;
    return contact + tous("[data-plus]", rang).reduce((somme, champ) => somme + entier(champ), 0);
  };
  const rangs = tous("[data-rang]");
  for (const rang of rangs) {
    const libre = un("[data-libre]", rang);
    const boutons = tous(".minutes input", rang);
    boutons.forEach((b) => b.addEventListener("change", () => { libre.value = ""; }));
    libre.addEventListener("input", () => boutons.forEach((b) => { b.checked = false; }));
  }

  // Ce qui est écrit et pas encore envoyé ne se perd pas sans qu'on le dise.
  let touche = false;
  formulaire.addEventListener("input", () => { touche = true; });
  formulaire.addEventListener("submit", () => { touche = false; });
  addEventListener("beforeunload", (e) => { if (touche) e.preventDefault(); });

  // Ctrl Entrée enregistre ; Entrée seule, dans un champ, n'envoie rien par mégarde.
  formulaire.addEventListener("keydown", (e) => {
    if (e.key !== "Enter") return;
    if (e.ctrlKey || e.metaKey) { e.preventDefault(); formulaire.requestSubmit(un("[data-envoyer]")); }
    else if (e.target.matches("input:not([type=submit])")) e.preventDefault();
  });
  if (!noter) return;

  const jourDit = () => {
    const jour = un("#jour").value;
    if (!jour) return "";
    if (jour === noter.dataset.aujourdhui) return "aujourd’hui";
    const date = new Date(`${jour}T12:00`);
    const annee = jour.slice(0, 4) === noter.dataset.aujourdhui.slice(0, 4) ? {} : { year: "numeric" };
    return `le ${date.toLocaleDateString("fr-FR", { weekday: "long", day: "numeric", month: "long", ...annee })}`;
  };
  const natureDite = () => {
    const choisie = un("input[name=kind]:checked", noter);
    const rare = un("#kind_autre");
    const mot = choisie?.value === "autre" ? rare.selectedOptions[0]?.textContent : choisie?.dataset.mot;
    const pays = un("#pays").value.trim();
    return [mot && mot !== "Choisir" ? mot : "Entrée", pays].filter(Boolean).join(" ");
  };
  const presents = () => new Set([
    ...tous("input[name=present]:checked", noter).map((c) => c.value),
    ...tous("input[name^=ligne_]:checked", noter).map((c) => c.value).filter(Boolean),
  ]).size;
  const redire = () => {
    const durees = rangs.map(minutes);
    const dire = (cle, texte) => { const lieu = un(`[data-${cle}]`); if (lieu.textContent !== texte) lieu.textContent = texte; };
    dire("total", heures(durees.reduce((a, b) => a + b, 0)));
    dire("equipe", nb(durees.filter(Boolean).length, "salarié"));
    dire("structures", nb(presents(), "structure"));
    dire("jour", jourDit());
    dire("quoi", natureDite());
  };
  noter.addEventListener("input", redire);
  noter.addEventListener("change", redire);

  // La même durée pour tous ceux qui sont dépliés.
  const meme = un("[data-tous]");
  if (meme) {
    meme.hidden = false;
    meme.addEventListener("click", () => {
      const modele = minutes(rangs[0]);
      for (const rang of rangs.filter((r) => r.offsetParent !== null)) {
        const bouton = un(`.minutes input[value="${modele}"]`, rang);
        un("[data-libre]", rang).value = bouton ? "" : modele || "";
        tous(".minutes input", rang).forEach((b) => { b.checked = b === bouton; });
      }
      redire();
    });
  }

  // Une structure cochée dans les réponses rejoint les présents ; décochée, elle en sort.
  const liste = un("[data-presents]");
  noter.addEventListener("change", (e) => {
    const coche = e.target;
    if (coche.name !== "present") return;
    if (coche.checked && coche.closest("[data-trouves]")) ranger(coche);
    else if (!coche.checked && coche.closest("[data-presents]")) {
      coche.closest("li").remove();
      un("#cherche").focus();
    }
    redire();
  });
  const ranger = (coche) => {
    const deja = tous("input[name=present]:checked", noter).some((c) => c !== coche && c.value === coche.value);
    if (!deja) {
      const li = document.createElement("li");
      const etiquette = document.createElement("label");
      const nom = document.createElement("span");
      const copie = coche.cloneNode();
      li.className = "jeton";
      etiquette.className = "present";
      copie.checked = true;
      nom.textContent = ` ${coche.dataset.nom}`;
      etiquette.append(copie, nom);
      li.append(etiquette);
      liste.append(li);
    }
    un("[data-trouves]").replaceChildren();
    const champ = un("#cherche");
    champ.value = "";
    champ.focus();
  };
  document.body.addEventListener("htmx:afterSwap", redire);
  addEventListener("pageshow", redire);
  redire();
})();
