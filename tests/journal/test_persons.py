"""A text about a person: never in clear where it lasts, readable while its key lives, then gone."""

import hashlib
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest

from adapters.journal.mapper import read_event
from adapters.read_models.rebuild import rebuild
from adapters.reference.tables import place_of
from adapters.vault.envelope import Place, open_box
from adapters.vault.master_key import make_master_key
from api.crm import Crm
from api.errors import ReusedIdError
from api.questions import Question, ask
from domain.commands.actors import (
    ArchiveActor,
    AssignReferent,
    CorrectContact,
    CorrectSiege,
    CorrectTypologie,
    EndAdhesion,
    Identity,
    MergeActors,
    RecordAdhesion,
    RecordContact,
    RegisterActor,
    ReinstateActor,
    RenameActor,
    UndoMerge,
)
from domain.commands.entries import (
    AddAttendance,
    AmendAttendance,
    AmendInteraction,
    LogTempsInterne,
    RetractAttendance,
    RetractInteraction,
    WithdrawRetraction,
)
from domain.commands.projects import (
    AbandonExplor,
    CloseProject,
    CorrectStage,
    IdentifyExplorExpert,
    QualifyExplor,
    ReachStage,
    ReopenProject,
)
from domain.commands.salaries import SignAvenant
from domain.commands.shared import ChangesAsked, NextStepAsked, Present
from domain.personal import Erased, Readable, Sealed, Unreadable
from projections.texts import Text
from tests.domain.network import key
from tests.domain.people import (
    AMIENS,
    ARRAS,
    DAY,
    FORAGE,
    LATER,
    LILLE,
    MEAE,
    ONE,
    TWO,
    asked,
    log,
)
from tests.opened import application

MARK = "Zwijnebourg"
"""Stands in every text about a person, and in nothing else."""
PERSON, CONTACT, EXPERT = key("une consultante"), key("une élue"), key("un expert")
SEEN, MET, ASKED_FOR = key("entrée vue"), key("entrée à plusieurs"), key("mission demandée")
SENT, HEARD, INSIDE = key("orientation"), key("sollicitation"), key("temps interne")
STEP = NextStepAsked(f"rappeler Mme {MARK}", date(2022, 5, 1), TWO)
SPEAKING = (
    RegisterActor(PERSON, f"Anne {MARK}", "consultant", "59350", natural_person=True),
    RenameActor(PERSON, f"Anna {MARK}"),
    RecordContact(ARRAS, CONTACT, f"élue {MARK}", Identity(f"{MARK} A.", courriel=f"a@{MARK}.fr"),
                  "contrat", DAY),
    CorrectContact(ARRAS, CONTACT, f"maire {MARK}", Identity(f"{MARK} B."), f"élection de {MARK}"),
    log("rendez_vous", ARRAS, interaction=SEEN, resume=f"Avec {MARK}.", next_step=STEP),
    log("groupe_pays", ARRAS, LILLE, interaction=MET, resume=f"Mot de {MARK}.", next_step=STEP),
    AmendInteraction(MET, f"relu par {MARK}", resume=f"Mot corrigé de {MARK}.", next_step=STEP),
    log("explor", contexte=asked(project=FORAGE), interaction=ASKED_FOR, need=f"{MARK} part"),
    QualifyExplor(FORAGE, DAY),
    IdentifyExplorExpert(FORAGE, DAY, person=f"Expert {MARK}"),
    log("orientation", LILLE, interaction=SENT, to=f"{MARK} Conseil", titre=f"Avec {MARK}",
        contexte=asked(lieu=f"chez {MARK}", contacts=(CONTACT,))),
    log("sollicitation", LILLE, interaction=HEARD, canal=f"par {MARK}"),
    LogTempsInterne(INSIDE, ONE, asked(lieu=f"bureau {MARK}"), f"point {MARK}", f"titre {MARK}"),
    AmendInteraction(SENT, f"dit {MARK}", ChangesAsked(lieu=f"avec {MARK}"), titre=f"{MARK} !"),
    RetractInteraction(HEARD, f"{MARK} n’a rien demandé"),
    WithdrawRetraction(HEARD, f"si, {MARK}"),
    AmendAttendance(MET, f"vu {MARK}", Present(actor=LILLE, heads=2, quality=f"pour {MARK}")),
    RetractAttendance(MET, f"non, dit {MARK}", actor=LILLE),
    AddAttendance(MET, Present(actor=AMIENS, quality=f"suppléant de {MARK}")),
    AssignReferent(ARRAS, ONE, DAY, f"connaît {MARK}"),
    CorrectTypologie(ARRAS, "osim", f"lu par {MARK}"),
    CorrectSiege(ARRAS, "59350", f"chez {MARK}"),
    RecordAdhesion(ARRAS, 2022),
    EndAdhesion(ARRAS, 2022, f"{MARK} n’a pas payé"),
    MergeActors(AMIENS, LILLE, f"selon {MARK}"),
    UndoMerge(AMIENS, f"contre {MARK}"),
    ArchiveActor(AMIENS, DAY, f"{MARK} est partie"),
    ReinstateActor(AMIENS, LATER, f"{MARK} revient"),
    ReachStage(FORAGE, "depose", DAY),
    CorrectStage(FORAGE, "recevable", DAY, f"{MARK} s’est trompée"),
    AbandonExplor(FORAGE, DAY, f"{MARK} malade"),
    CloseProject(FORAGE, LATER, f"{MARK} renonce"),
    ReopenProject(FORAGE, LATER, f"{MARK} reprend"),
    SignAvenant(MEAE, date(2022, 1, 1), date(2023, 6, 30), f"demandé par {MARK}"),
)  # fmt: skip
SEALED = 46
"""How many texts the commands above seal; of a person and not of a text: six."""


@pytest.fixture
def spoken(reseau: Crm) -> Crm:
    for command in SPEAKING:
        reseau.execute(command, "test")
    return reseau


COLUMNS = """
SELECT n.nspname, c.relname, a.attname, a.atttypid = 'bytea'::regtype, c.relpersistence
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n
    ON n.oid = c.relnamespace
 WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped
   AND n.nspname IN ('journal', 'vault', 'read_models', 'public')
"""


def tables_that_say(owner: str, word: str) -> set[tuple[str, str]]:
    """Every table with this word in any column, with how it lasts: p logged, u unlogged."""
    found = set()
    with psycopg.connect(owner) as connection:
        for schema, table, column, is_bytes, lasts in connection.execute(COLUMNS).fetchall():
            cell = f'"{column}"'
            text = f"encode({cell}, 'escape')" if is_bytes else f"{cell}::text"
            sql = f"SELECT count(*) FROM {schema}.{table} WHERE strpos({text}, %s) > 0"
            row = connection.execute(sql.encode(), (word,)).fetchone()
            if row and row[0]:
                found.add((f"{schema}.{table}", lasts))
    return found


def test_no_table_that_lasts_says_it_in_clear(spoken: Crm, owner: str) -> None:
    assert tables_that_say(owner, MARK) == {("read_models.annuaire", "u")}
    assert tables_that_say(owner, MARK.casefold()) == {("read_models.annuaire", "u")}


def test_the_control_a_clear_word_is_found_where_it_lasts(spoken: Crm, owner: str) -> None:
    assert ("journal.entries", "p") in tables_that_say(owner, "Arras")


def texts(crm: Crm) -> list[Text]:
    """Every sealed text of the journal, where it stands."""
    return [
        Text(sealed, entry.originator_id, entry.originator_version)
        for entry in crm.journal.after(0)
        for sealed in boxes(entry.event)
    ]


def boxes(value: Any) -> list[Sealed]:
    if isinstance(value, Sealed):
        return [value]
    if isinstance(value, msgspec.Struct):
        return [one for name in value.__struct_fields__ for one in boxes(getattr(value, name))]
    return []


def test_the_vault_opens_every_one(spoken: Crm) -> None:
    read = spoken.read(texts(spoken))
    assert len(read) == SEALED
    assert all(isinstance(one, str) and MARK in one for one in read)


def test_the_texts_of_a_fact_have_their_own_key_and_a_person_keeps_theirs(spoken: Crm) -> None:
    rows = spoken.query("SELECT person, count(*) AS n FROM vault.keys GROUP BY 1")
    assert {row["person"]: row["n"] for row in rows} == {
        str(PERSON): 1, str(CONTACT): 1, None: 30,
    }  # fmt: skip


def forget(owner: str, where: str) -> None:
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute(f"DELETE FROM vault.keys WHERE {where}".encode())


def test_a_key_destroyed_makes_its_texts_forgotten_and_no_other(spoken: Crm, owner: str) -> None:
    forget(owner, f"person = '{PERSON}'")
    read = spoken.read(texts(spoken))
    assert read.count(Erased()) == 2
    assert len([one for one in read if isinstance(one, str)]) == SEALED - 2


def unreadable(read: list[Readable]) -> bool:
    return bool(read) and set(read) == {Unreadable()}


def test_another_master_key_reads_nothing(spoken: Crm, owner: str, tmp_path: Path) -> None:
    make_master_key(tmp_path / "autre")
    with application(owner, tmp_path / "autre") as other:
        assert unreadable(other.read(texts(spoken)))


def test_a_damaged_box_is_unreadable(spoken: Crm) -> None:
    for text in texts(spoken):
        assert isinstance(text.sealed, Sealed)
        for broken in (
            msgspec.structs.replace(
                text.sealed, box=text.sealed.box[:-1] + bytes([text.sealed.box[-1] ^ 1])
            ),
            msgspec.structs.replace(text.sealed, box=b""),
            msgspec.structs.replace(text.sealed, nonce=b"x" * 12),
            msgspec.structs.replace(text.sealed, nonce=b""),
            msgspec.structs.replace(text.sealed, field="ailleurs"),
        ):
            assert spoken.read([msgspec.structs.replace(text, sealed=broken)]) == [Unreadable()]


def test_a_box_moved_to_another_line_does_not_open(spoken: Crm) -> None:
    one = texts(spoken)[0]
    for moved in (
        msgspec.structs.replace(one, aggregate=ARRAS),
        msgspec.structs.replace(one, version=one.version + 1),
    ):
        assert spoken.read([moved]) == [Unreadable()]


def test_a_key_is_known_by_its_hash(spoken: Crm) -> None:
    """GCM does not commit to its key: a box opens under the key it names, and no other."""
    one = texts(spoken)[0]
    assert isinstance(one.sealed, Sealed)
    place = Place(one.aggregate, one.version, one.sealed.field)
    assert open_box(one.sealed, b"\0" * 32, place) == Unreadable()


def answers(crm: Crm) -> dict[str, Any]:
    """What every reader says."""
    year = Question(du=date(2022, 1, 1), au=date(2022, 12, 31))
    asking = msgspec.structs.replace
    return {
        "annuaire": ask(crm, "annuaire", Question(cherche="personne")),
        "acteur": ask(crm, "journal", asking(year, acteur=ARRAS)),
        "personne": ask(crm, "journal", asking(year, acteur=PERSON)),
        "projet": ask(crm, "journal", asking(year, projet=FORAGE)),
        "tout": ask(crm, "journal", year),
        "charge": ask(crm, "charge", year),
        "couverture": ask(crm, "couverture", year),
        "travaille_avec": ask(crm, "travaille_avec", year),
    }


@pytest.mark.parametrize("word", ["personne oubliée", "illisible pour l’instant"])
def test_every_reader_lives_with_it(
    spoken: Crm, owner: str, tmp_path: Path, kek_file: Path, word: str
) -> None:
    figures = {name: answers(spoken)[name] for name in ("charge", "couverture", "travaille_avec")}
    path = kek_file
    if word == "personne oubliée":
        forget(owner, "true")
    else:
        path = tmp_path / "autre"
        make_master_key(path)
    with application(owner, path) as other:
        rebuild(owner, place_of, lambda text: other.read([text])[0])
        told = answers(other)
        assert tables_that_say(owner, MARK) == set()
        assert "personne oubliée" not in {row["nom"] for row in told["annuaire"]}
        assert {row.get("resume") for row in told["acteur"]} == {word, None}
        assert {name: told[name] for name in figures} == figures
        other.execute(log("rendez_vous", PERSON, interaction=uuid4()), "test")
        other.execute(RenameActor(PERSON, "Un autre nom"), "test")
        assert other.nom(PERSON) == "Un autre nom"


def test_what_is_written_after_a_key_was_lost_has_a_new_one(spoken: Crm, owner: str) -> None:
    forget(owner, f"person = '{PERSON}'")
    spoken.execute(RenameActor(PERSON, "Nouvelle"), "test")
    assert spoken.nom(PERSON) == "Nouvelle"


def test_every_payload_has_its_salt(spoken: Crm) -> None:
    rows = spoken.query("SELECT topic, state FROM journal.entries")
    salts = [msgspec.json.decode(bytes(row["state"]))["salt"] for row in rows]
    assert len(set(salts)) == len(rows)
    assert {len(salt) for salt in salts} == {24}
    for row in rows:
        read_event(row["topic"], bytes(row["state"]))


def test_the_journal_tells_an_identity_only_by_number(spoken: Crm) -> None:
    """The timeline of facts leaves sealed texts out."""
    rows = ask(spoken, "journal", Question(acteur=PERSON))
    assert MARK not in str(rows)
    assert UUID(str(PERSON)).hex not in str(rows[0].get("faits"))


def test_a_receipt_does_not_tell_what_was_sent(spoken: Crm, tmp_path: Path, owner: str) -> None:
    """A hash that anybody can make would confirm a guess, long after the text is forgotten."""
    command, command_id = log("rendez_vous", ARRAS, resume=f"Avec {MARK}."), uuid4()
    spoken.execute(command, "test", command_id)
    known = spoken.journal.recorder.receipt(command_id)
    assert known is not None
    assert known[0] != hashlib.sha256(msgspec.json.encode(command)).digest()
    make_master_key(tmp_path / "autre")
    with application(owner, tmp_path / "autre") as other, pytest.raises(ReusedIdError):
        other.execute(command, "test", command_id)
