"""The databases of the tests are real, one's own, and gone afterwards."""

import psycopg

from tests.databases import fresh_database, template_database


def exists(server: str, name: str) -> bool:
    with psycopg.connect(server) as connection:
        known = "SELECT 1 FROM pg_database WHERE datname = %s"
        return connection.execute(known, [name]).fetchone() is not None


def test_an_empty_database_has_no_table(empty_database: str) -> None:
    with psycopg.connect(empty_database) as connection:
        own = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(own).fetchone() == (0,)


def test_a_fresh_database_goes_even_while_somebody_is_connected(postgres_server: str) -> None:
    with fresh_database(postgres_server) as database:
        connection = psycopg.connect(database)
        name = connection.info.dbname
        assert exists(postgres_server, name)
    assert not exists(postgres_server, name)
    connection.close()


def test_a_template_is_built_once_and_cloned(postgres_server: str) -> None:
    built: list[str] = []

    def build(database: str) -> None:
        built.append(database)
        with psycopg.connect(database) as connection:
            connection.execute("CREATE TABLE greeting AS SELECT 'bonjour' AS word")

    for _ in range(2):
        name = template_database(postgres_server, "greeting_of_this_test", build)
    with fresh_database(postgres_server, name) as clone, psycopg.connect(clone) as connection:
        assert connection.execute("SELECT word FROM greeting").fetchone() == ("bonjour",)
    assert len(built) == 1
