"""Tables in a real PostgreSQL, and in an SQLite file: whole or not at all."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa
from pandas.testing import assert_frame_equal

from pipeline import timeline
from pipeline.errors import TableError
from pipeline.timeline import SCHEMAS, database
from pipeline.timeline import connection as transactions
from pipeline.timeline.connection import address as address_of
from tests.command_line import ROOT, demarche
from tests.postgresql import PASSWORD, Server
from tests.unit.viewer.sample_tables import sample_rows, sample_texts, write_many

RUN = {"versions": {"demarche": "1"}}
TOLD = ROOT / "data" / "articles" / "tillerson-latin-america-2018"


@pytest.fixture(params=["postgresql", "sqlite"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'tables.db'}"
    return _new(request.getfixturevalue("postgresql"), request)


@pytest.fixture
def on_server(postgresql: Server, request: pytest.FixtureRequest) -> str:
    """The address of an empty database of PostgreSQL."""
    return _new(postgresql, request)


def _new(server: Server, request: pytest.FixtureRequest) -> str:
    return server.create(f"test_{abs(hash(request.node.nodeid))}")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A folder with fewer rows in each table than `new`."""
    rows = {name: found[:2] for name, found in sample_rows().items()}
    timeline.write(rows, tmp_path / "old", RUN, {"wire/001": "An old text."})
    return tmp_path / "old"


@pytest.fixture
def new(tmp_path: Path) -> Path:
    timeline.write(sample_rows(), tmp_path / "new", RUN, sample_texts())
    return tmp_path / "new"


def put(address: str, folder: Path) -> None:
    with database.opened(address) as engine:
        database.write(engine, folder)


@contextmanager
def reader(address: str) -> Iterator[sa.Engine]:
    """An engine as the dashboard has one: it only reads, and makes nothing."""
    engine = sa.create_engine(address_of(address))
    yield engine
    engine.dispose()


def is_there(address: str, folder: Path) -> bool:
    """Whether a database holds the tables and texts of a folder, and nothing else."""
    expected = timeline.read(folder)
    with reader(address) as engine:
        found = database.read(engine)
        texts = {key: database.read_text(engine, key) for key in sample_texts()}
    same = [getattr(found, name).equals(getattr(expected, name)) for name in SCHEMAS]
    return all(same) and texts == {key: timeline.read_text(folder, key) for key in texts}


@contextmanager
def held(folder: Path) -> Iterator[Gate]:
    """Keeps who writes the tables of a folder from committing, once it has sent all of them.

    The record of the run, which is read last, becomes a pipe that the test fills.
    """
    record = folder / "run.json"
    told = record.read_text(encoding="utf-8")
    record.unlink()
    os.mkfifo(record)
    yield Gate(record, told)
    record.unlink()
    record.write_text(told, encoding="utf-8")


@dataclass(frozen=True)
class Gate:
    """Where a writer waits."""

    record: Path
    told: str

    @contextmanager
    def reached(self) -> Iterator[None]:
        """As soon as the writer has come here; it goes on afterwards."""
        with self.record.open("w", encoding="utf-8") as pipe:
            yield
            pipe.write(self.told)


def test_what_is_written_is_read_back_with_its_types(address: str, old: Path, new: Path) -> None:
    for folder in (old, new):
        put(address, folder)
        with reader(address) as engine:
            found = database.read(engine)
        for name in SCHEMAS:
            assert_frame_equal(getattr(found, name), getattr(timeline.read(folder), name))
        assert is_there(address, folder)


def test_texts_that_are_not_to_be_passed_on_are_taken_away(address: str, new: Path) -> None:
    put(address, new)
    timeline.write(sample_rows(), new, RUN)
    put(address, new)
    with reader(address) as engine:
        assert database.read_text(engine, "wire/001") is None


def test_the_stamp_changes_with_the_tables_and_only_then(
    address: str, old: Path, new: Path
) -> None:
    stamps = []
    for folder in (new, new, old, new):
        put(address, folder)
        with reader(address) as engine:
            stamps.append(database.read_stamp(engine))
    assert stamps[0] == stamps[1] == stamps[3] != stamps[2]


def test_tables_that_are_there_already_are_not_sent_again(on_server: str, new: Path) -> None:
    rows = "SELECT xmin::text FROM timeline UNION SELECT xmin::text FROM run"
    put(on_server, new)
    with reader(on_server) as engine, engine.connect() as connection:
        written = connection.exec_driver_sql(rows).all()
    put(on_server, new)
    with reader(on_server) as engine, engine.connect() as connection:
        assert connection.exec_driver_sql(rows).all() == written


def test_a_nul_is_replaced_and_moves_no_offset(address: str, tmp_path: Path) -> None:
    rows = sample_rows()
    rows["evidence"][0]["snippet"] = "He\0went"
    timeline.write(rows, tmp_path, RUN, {"wire/001": "He\0went"})
    put(address, tmp_path)
    with reader(address) as engine:
        assert database.read(engine).evidence["snippet"][0] == "He\ufffdwent"
        assert database.read_text(engine, "wire/001") == "He\ufffdwent"


def test_more_rows_than_are_sent_at_once(address: str, new: Path) -> None:
    write_many(new, trips=1000)
    put(address, new)
    assert is_there(address, new)


def test_ids_of_any_length_are_found(address: str, tmp_path: Path) -> None:
    article = "a" * 100_000 + os.urandom(9_000).hex()
    timeline.write(sample_rows(), tmp_path, RUN, {article: "found"})
    put(address, tmp_path)
    with reader(address) as engine:
        assert database.read_text(engine, article) == "found"


def test_until_the_end_of_the_transaction_all_see_the_old_tables(
    address: str, old: Path, new: Path
) -> None:
    put(address, old)
    with ThreadPoolExecutor() as threads, held(new) as gate:
        writing = threads.submit(put, address, new)
        with gate.reached():
            assert is_there(address, old)
        writing.result()
    assert is_there(address, new)


def test_who_began_to_read_before_reads_the_old_tables_to_the_end(
    address: str, old: Path, new: Path
) -> None:
    put(address, old)
    with reader(address) as engine, transactions.reading(engine) as connection:
        read = sa.text("SELECT count(*) FROM timeline")
        assert connection.scalar(read) == 2
        put(address, new)
        assert connection.scalar(sa.text("SELECT count(*) FROM mentions")) == 2
    assert is_there(address, new)


def test_two_writers_come_one_after_the_other(address: str, old: Path, new: Path) -> None:
    put(address, old)
    with ThreadPoolExecutor() as threads, held(new) as gate:
        first = threads.submit(put, address, new)
        with gate.reached():
            second = threads.submit(put, address, old)
            assert is_there(address, old)
            assert not second.done()
        first.result()
        second.result()
    assert is_there(address, old)


def test_many_writers_into_an_empty_database(address: str, old: Path, new: Path) -> None:
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(put, [address] * 8, [old, new] * 4))
    assert is_there(address, old) or is_there(address, new)


def test_a_server_that_crashes_in_the_middle_keeps_the_old_tables(
    on_server: str, postgresql: Server, old: Path, new: Path
) -> None:
    put(on_server, old)
    with ThreadPoolExecutor() as threads, held(new) as gate:
        writing = threads.submit(put, on_server, new)
        with gate.reached():
            postgresql.crash()
        assert_one_line(writing.exception())
        assert_one_line(_error_of(on_server, new))  # and it is still away
        postgresql.start()
    assert is_there(on_server, old)
    put(on_server, new)
    assert is_there(on_server, new)


def test_a_writer_that_is_killed_in_the_middle_leaves_the_old_tables(
    address: str, old: Path, new: Path
) -> None:
    put(address, old)
    code = (
        "import sys; from pathlib import Path; from tests.unit.timeline.test_database import put; "
        "put(sys.argv[1], Path(sys.argv[2]))"
    )
    with (
        held(new) as gate,
        subprocess.Popen([sys.executable, "-c", code, address, new], cwd=ROOT) as writer,
        suppress(BrokenPipeError),
        gate.reached(),
    ):
        writer.kill()
        writer.wait()
    assert is_there(address, old)
    put(address, new)
    assert is_there(address, new)


def test_another_schema_is_a_place_of_its_own(on_server: str, old: Path, new: Path) -> None:
    put(on_server, old)
    with reader(on_server) as engine, engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA press")
    press = on_server + "&options=-csearch_path%3Dpress"
    put(press, new)
    assert is_there(press, new)
    assert is_there(on_server, old)


def make_older(address: str) -> None:
    """Give tables of this version those columns that another may have had."""
    changes = [
        "evidence DROP COLUMN cue",
        "timeline DROP COLUMN days",
        "timeline ADD COLUMN rank BIGINT",
        "mentions DROP COLUMN confidence",
        "mentions ADD COLUMN confidence TEXT",
    ]
    with reader(address) as engine, engine.begin() as connection:
        for change in changes:
            connection.exec_driver_sql(f"ALTER TABLE {change}")


def test_tables_of_another_version_are_brought_to_this_one(
    address: str, old: Path, new: Path
) -> None:
    for folder in (new, new, old):
        put(address, new)
        make_older(address)
        put(address, folder)
        assert is_there(address, folder)
    with reader(address) as engine:
        columns = {column["name"] for column in sa.inspect(engine).get_columns("timeline")}
    assert columns == {"row_number", *SCHEMAS["timeline"].names}


def test_tables_that_were_only_made_are_brought_to_this_version(address: str, new: Path) -> None:
    put(address, new)
    make_older(address)
    with reader(address) as engine, engine.begin() as connection:
        for name in (*SCHEMAS, "texts", "run"):
            connection.exec_driver_sql(f"DELETE FROM {name}")
    put(address, new)
    assert is_there(address, new)


def test_tables_of_another_version_stay_until_new_ones_are_written(address: str, old: Path) -> None:
    put(address, old)
    make_older(address)
    with database.opened(address) as engine, engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT count(stop_id), count(rank) FROM timeline")
        assert kept.one() == (2, 0)


def test_who_began_to_read_before_a_change_of_version_still_sees_the_old_rows(
    address: str, old: Path, new: Path
) -> None:
    put(address, old)
    make_older(address)
    with reader(address) as engine, transactions.reading(engine) as connection:
        assert connection.scalar(sa.text("SELECT count(*) FROM articles")) == 2
        put(address, new)
        assert connection.scalar(sa.text("SELECT count(*) FROM timeline")) == 2
        assert connection.scalar(sa.text("SELECT count(*) FROM mentions")) == 2
    assert is_there(address, new)


def test_a_reader_is_told_how_to_bring_tables_of_another_version_to_this_one(
    address: str, new: Path
) -> None:
    put(address, new)
    make_older(address)
    with reader(address) as engine, pytest.raises(TableError) as told:
        database.read(engine)
    problem, _, cure = str(told.value).rpartition("; ")
    assert re.fullmatch(r"[^\n]+ has tables of another version: [^\n]*days[^\n]*", problem)
    assert re.fullmatch(r"bring them to this one with: [^\n]+ --database ADDRESS", cure)


def test_rights_outlive_a_change_of_version_and_a_reader_needs_no_more_than_select(
    on_server: str, postgresql: Server, old: Path, new: Path
) -> None:
    put(on_server, new)
    name = str(address_of(on_server).database)
    postgresql.execute("postgres", "CREATE ROLE visitor LOGIN PASSWORD 'visitor'")
    visitor = postgresql.address(name, user="visitor", password="visitor")
    with reader(visitor) as engine, pytest.raises(TableError, match="grant the right"):
        database.read_stamp(engine)
    postgresql.execute(name, "GRANT SELECT ON ALL TABLES IN SCHEMA public TO visitor")
    assert is_there(visitor, new)
    make_older(on_server)
    put(on_server, new)
    assert is_there(visitor, new)
    assert "permission denied" in str(_error_of(visitor, old))


def test_what_depends_on_a_column_that_goes_is_told_and_kept(
    on_server: str, postgresql: Server, old: Path, new: Path
) -> None:
    put(on_server, old)
    make_older(on_server)
    name = str(address_of(on_server).database)
    postgresql.execute(name, "CREATE VIEW ranks AS SELECT rank FROM timeline")
    error = _error_of(on_server, new)
    assert_one_line(error)
    assert "drop what depends on it" in str(error)
    assert len(postgresql.execute(name, "SELECT * FROM ranks")) == 2


def test_texts_are_those_written_whatever_the_encoding_of_the_database(
    postgresql: Server, tmp_path: Path
) -> None:
    for encoding in ("LATIN1", "SQL_ASCII"):
        made = f"CREATE DATABASE {encoding} ENCODING '{encoding}' TEMPLATE template0 LOCALE 'C'"
        postgresql.execute("postgres", made)
    kyiv = tmp_path / "kyiv"
    timeline.write(sample_rows(), kyiv, RUN, {"wire/001": "Київ"})
    put(postgresql.address("sql_ascii"), kyiv)
    assert is_there(postgresql.address("sql_ascii"), kyiv)
    error = _error_of(postgresql.address("latin1"), kyiv)
    assert_one_line(error)
    assert "use a database with the encoding UTF8" in str(error)


def test_tables_with_rows_beside_an_empty_run_are_left_alone(address: str, new: Path) -> None:
    put(address, new)
    make_older(address)
    with reader(address) as engine, engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM run")
    with pytest.raises(TableError, match="of somebody else's"):
        put(address, new)


def test_a_table_that_no_run_wrote_is_left_alone_beside_those_of_a_run(
    address: str, new: Path
) -> None:
    put(address, new)
    with reader(address) as engine, engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE articles")
        connection.exec_driver_sql("CREATE TABLE articles (price BIGINT)")
        connection.exec_driver_sql("INSERT INTO articles VALUES (3)")
    with pytest.raises(TableError, match="has a table articles of somebody else's"):
        put(address, new)
    with reader(address) as engine, engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT price FROM articles").one() == (3,)


@pytest.mark.parametrize(
    "made",
    [
        "TABLE timeline (day TEXT)",
        "TABLE run (stamp TEXT, record TEXT, day TEXT)",
        "VIEW run AS SELECT 1 AS stamp",
    ],
)
def test_what_others_made_is_left_alone(address: str, new: Path, made: str) -> None:
    engine = sa.create_engine(address_of(address))
    with engine.begin() as connection:
        connection.exec_driver_sql(f"CREATE {made}")
    with pytest.raises(TableError, match=r"has a table (timeline|run) of somebody else's"):
        put(address, new)
    assert len(sa.inspect(engine).get_table_names() + sa.inspect(engine).get_view_names()) == 1
    engine.dispose()


def test_what_is_wrong_with_a_server_is_one_line(
    on_server: str, postgresql: Server, new: Path
) -> None:
    postgresql.execute("postgres", "CREATE ROLE guest LOGIN PASSWORD 'guest'")
    wrong = {
        postgresql.address("postgres", password="wrong"): ("password authentication", "password"),
        postgresql.address("nowhere"): ('database "nowhere" does not exist', "database in the"),
        postgresql.address("postgres", user="guest", password="guest"): ("denied", "grant the"),
        "postgresql://demarche:pass-word@127.0.0.1:1/tables": ("Connection refused", "server runs"),
        "postgresql://demarche:pass-word@nowhere.invalid/tables": ("nowhere.invalid", "host"),
        "postgresql://demarche:pass-word@db..example/tables": ("idna", "host"),
        on_server + "&options=-csearch_path%3Dnowhere": ("no schema", "make the schema"),
        on_server + "&options=-cdefault_transaction_read_only%3Don": ("read-only", "takes writes"),
        on_server + "&nonsense=1": ("nonsense", "the address"),
        on_server + "&connect_timeout=soon": ("connect_timeout", "the address"),
    }
    for address, (reason, cure) in wrong.items():
        error = _error_of(address, new)
        assert_one_line(error)
        problem, _, told = str(error).rpartition("; ")
        assert reason in problem
        assert cure in told
        assert "pass-word" not in str(error)


def test_what_is_wrong_with_a_file_is_one_line(tmp_path: Path, new: Path) -> None:
    (tmp_path / "text.db").write_text("This is no database. " * 100, encoding="utf-8")
    wrong = {"no/folder/tables.sqlite": "its folder", "text.db": "name another file"}
    for name, cure in wrong.items():
        error = _error_of(str(tmp_path / name), new)
        assert_one_line(error)
        assert cure in str(error)


def _error_of(address: str, folder: Path) -> TableError:
    with pytest.raises(TableError) as caught:
        put(address, folder)
    return caught.value


def assert_one_line(error: BaseException | None) -> None:
    assert isinstance(error, TableError)
    assert re.fullmatch(r"[^\n]+ is away or refuses: [^\n]+; [^\n]+", str(error))
    assert PASSWORD not in str(error)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tables",
        "sqlite://",
        "sqlite://tables.db",
        "postgres://demarche@localhost/tables",
        "postgresql+asyncpg://demarche@localhost/tables",
        "mysql://demarche@localhost/tables",
        "postgresql://demarche:half@pass-word@localhost/tables",
        "postgresql://demarche:half@pass/word@localhost/tables",
        "postgresql://demarche:pass-word@localhost:port/tables",
    ],
)
def test_an_address_of_another_kind_is_refused_without_being_told(text: str) -> None:
    with pytest.raises(TableError, match=r"^this is no address of a PostgreSQL or SQLite") as error:
        address_of(text)
    assert "word" not in str(error.value).replace("PASSWORD", "").replace("password", "")


def test_who_waits_in_vain_ends(on_server: str) -> None:
    assert address_of(on_server).query["connect_timeout"] == "10"
    own = address_of(on_server + "&connect_timeout=3")
    assert own.query["connect_timeout"] == "3"


def test_what_is_not_there_is_not_made_by_reading(on_server: str, tmp_path: Path) -> None:
    with reader(on_server) as engine, pytest.raises(TableError, match="python -m pipeline run"):
        database.read_stamp(engine)
    missing = tmp_path / "none.db"
    with reader(f"sqlite:///{missing}") as engine, pytest.raises(TableError, match="is missing"):
        database.read(engine)
    assert not missing.exists()


def test_a_run_writes_the_database_and_the_folder(address: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = demarche("run", TOLD, "--output", out, "--database", address)
    assert (done.returncode, done.stderr) == (0, "")
    assert is_there(address, out)
    texts = timeline.read_text(out, next(iter(timeline.read(out).articles["article_id"])))
    assert texts


def test_a_file_is_named_by_its_path_as_well(tmp_path: Path, new: Path) -> None:
    for name in ("a.sqlite", "b.sqlite3", "what? #1.db"):
        put(str(tmp_path / name), new)
        assert (tmp_path / name).is_file()
        assert is_there(str(tmp_path / name), new)


def test_a_run_writes_a_file_into_its_folder(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for _ in range(2):
        done = demarche("run", TOLD, "--output", out, "--database", "sqlite")
        assert (done.returncode, done.stderr) == (0, "")
        assert is_there(str(out / "timeline.sqlite"), out)
    assert {path.name for path in out.glob("timeline.sqlite*")} == {"timeline.sqlite"}


def test_where_nothing_can_be_read_no_file_is_left_behind(tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = demarche("run", tmp_path / "none", "--output", out, "--database", "sqlite")
    assert done.returncode == 2
    assert not out.exists()


def test_a_run_does_not_begin_without_its_database(tmp_path: Path) -> None:
    away = "postgresql://demarche:pass-word@127.0.0.1:1/tables"
    done = demarche("run", TOLD, "--output", tmp_path, "--database", away)
    assert done.returncode == 2
    assert re.fullmatch(
        r"error: postgresql://demarche:\*\*\*@127[^\n]+refused[^\n]*\n", done.stderr
    )
    assert not list(tmp_path.iterdir())
