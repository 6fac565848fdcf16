"""What is said when something cannot be answered: a French sentence, and the way on."""

import msgspec


class Problem(Exception):  # noqa: N818 - what is told, not an error of ours
    """An answer of 400 or more, already in words."""

    def __init__(self, status: int, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.status, self.sentence, self.field = status, sentence, field


class ProblemJson(msgspec.Struct, frozen=True, omit_defaults=True):
    """RFC 9457: what a program receives instead of a page."""

    type: str
    title: str
    status: int
    detail: str
    field: str | None = None
    request: str | None = None


RESERVED = "Ceci ne vous est pas ouvert"
"""The title of what somebody known may not do."""
TITLES = {
    400: "Demande illisible",
    401: "Qui êtes-vous ?",
    403: "Envoi refusé",
    404: "Rien à cette adresse",
    405: "Geste inconnu ici",
    408: "Envoi interrompu",
    409: "Conflit",
    413: "Envoi trop lourd",
    415: "Format inconnu",
    422: "Refusé",
    429: "Trop de demandes",
    431: "Adresse trop longue",
    500: "Panne",
    503: "Indisponible un instant",
}
SENTENCES = {
    400: "Cette demande ne se lit pas. Vérifiez ce qui a été écrit, puis recommencez.",
    404: "Aucune page n’est à cette adresse. L’acteur a peut-être été fusionné : cherchez son nom.",
    405: "Cette adresse ne reçoit pas ce geste. Revenez à la page et recommencez.",
    408: "Cet envoi n’est pas arrivé en entier. Rien n’a été enregistré : recommencez.",
    413: "Cet envoi dépasse 64 ko : partagez-le en plusieurs fois.",
    415: "Ce format n’est pas lu ici : envoyez un formulaire, ou du JSON.",
    431: "L’adresse ou l’en-tête de cette demande dépasse 16 ko : écrivez une recherche plus "
    "courte.",
    500: "Quelque chose a échoué de notre côté. Ce qui était inscrit l’est toujours ; "
    "recommencez, la même entrée ne sera comptée qu’une fois.",
    503: "Le journal ne répond pas pour l’instant. Recommencez dans quelques secondes : "
    "la même entrée ne sera comptée qu’une fois.",
}


def title(status: int) -> str:
    return TITLES.get(status, "Demande refusée" if status < 500 else "Panne")


def sentence(status: int) -> str:
    return SENTENCES.get(status, SENTENCES[400] if status < 500 else SENTENCES[500])


def as_json(
    status: int, detail: str, *, field: str | None = None, request: str | None = None
) -> ProblemJson:
    """`request` is the number of the request, to be quoted when asking for help."""
    return ProblemJson("about:blank", title(status), status, detail, field, request)
