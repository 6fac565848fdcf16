"""What surrounds every page: who writes, which knowledge is shown, where one is."""

import msgspec


class Person(msgspec.Struct, frozen=True):
    """A salarié who may write, under the name the accounts give."""

    id: str
    nom: str


class Frame(msgspec.Struct, frozen=True, kw_only=True):
    """`connu` is never absent: every figure is known at an instant (two dates, always).

    `qui` is the one who reads, `peut` the actions open to them, `preuve` what each form carries.
    """

    titre: str
    ici: str
    connu: str
    adresse: str = "/"
    passe: bool = False
    adresse_present: str = "/"
    demo: str | None = None
    qui: str = ""
    peut: frozenset[str] = frozenset()
    preuve: str = ""


class Shortcut(msgspec.Struct, frozen=True):
    """A period one click away."""

    mot: str
    requete: str
    ici: bool


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """The form that asks for another period or another knowledge."""

    adresse: str
    du: str
    au: str
    connu_au: str | None = None
    garde: tuple[tuple[str, str], ...] = ()
    periodes: tuple[Shortcut, ...] = ()
    requete: str = ""
    mots: str = ""


class Counted(msgspec.Struct, frozen=True):
    """A count, named and defined: never a bare number."""

    nom: str
    valeur: int
    sens: str


class Fact(msgspec.Struct, frozen=True):
    """One line of a record: its name, its value, where the value comes from."""

    nom: str
    valeur: str
    source: tuple[str, ...] = ()
    adresse: str = ""
