"""The planner's own notes are logged, archived and saved: no name may stand in them."""

from uuid import uuid4

import psycopg

from adapters.read_models.rebuild import rebuild
from adapters.reference.tables import place_of
from api.crm import Crm
from domain.commands.actors import RegisterActor

NOTED = "SELECT string_agg(s::text, ' ') FROM pg_stats s WHERE schemaname = 'read_models'"


def test_no_name_stands_in_the_notes_of_the_planner(reseau: Crm, owner: str) -> None:
    for number in range(30):
        nom = f"Zwijnebourg {number:02}"
        reseau.execute(RegisterActor(uuid4(), nom, "consultant", "59350", natural_person=True), "t")
    rebuild(owner, place_of, lambda text: reseau.read([text])[0])
    with psycopg.connect(owner, autocommit=True) as connection:
        connection.execute("ANALYZE")
        row = connection.execute(NOTED).fetchone()
    assert row is not None
    assert "consultant" in row[0]  # the control: the notes are there
    assert "wijnebourg" not in row[0]
