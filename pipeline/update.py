"""A folder brought up to date with its inputs: new work only, and safe whatever happens."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from pipeline import fingerprint
from pipeline import run as runs
from pipeline.articles import Input, named_paths
from pipeline.errors import InputError, SettingsError
from pipeline.model import Rejection
from pipeline.replacement import clear, locked
from pipeline.settings import Settings
from pipeline.store import DamagedStore, Store, open_store, set_aside

_NOTE = "tables"

Report = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Update:
    """What a run gave, as its counts, and the inputs that could not be used.

    `changed` is whether tables were written, and did not lie there already.
    """

    counts: dict[str, int]
    rejections: list[Rejection]
    changed: bool


class _Tables(msgspec.Struct, frozen=True):
    """The tables as the last run left them: what they were made of, and size and time of each."""

    made_of: bytes
    files: dict[str, tuple[int, int]]
    counts: dict[str, int]


@dataclass(frozen=True, slots=True)
class Output:
    """A folder for tables; with `texts` those of the articles are kept in it, too.

    `share` passes the tables on once they lie there, changed or not: it may have failed before.
    """

    folder: Path
    texts: bool = True
    report: Report = lambda problem: None
    progress: runs.Progress = lambda done, total: None
    share: Callable[[Path], None] = lambda folder: None

    def update(
        self,
        inputs: Sequence[Input],
        reader: runs.Reader,
        settings: Settings,
        *,
        force: bool = False,
    ) -> Update:
        """Make the tables those of the inputs; with `force` everything is read anew.

        A damaged store is set aside, reported, and built anew. Where nothing has changed the
        tables stay as they lie.

        Raises:
            OutputBusy: another run writes into the folder.
            InputError: an input is missing, holds no article file, or is a folder of tables.
            SettingsError: an input is the folder itself.
            TableError: the folder cannot be written.
        """
        self._ensure_apart(inputs)
        new = not self.folder.exists()
        try:
            with locked(self.folder):
                clear(self.folder)
                done = self._run_anyway(inputs, reader, settings, force)
                self.share(self.folder)
                return done
        except (InputError, SettingsError):
            if new:  # nothing could be read: no trace is left of it
                shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def _ensure_apart(self, inputs: Sequence[Input]) -> None:
        for path in named_paths(inputs):
            if path.is_dir() and self.folder.exists() and path.samefile(self.folder):
                raise SettingsError(
                    f"{path} is the input and the output, whose tables are no articles;"
                    " choose another --output"
                )

    def _run_anyway(
        self, inputs: Sequence[Input], reader: runs.Reader, settings: Settings, force: bool
    ) -> Update:
        """A run, also where what was kept turns out to be damaged."""
        try:
            return self._run(inputs, reader, settings, force)
        except DamagedStore as error:
            aside = set_aside(self.folder)
            self.report(
                f"what earlier runs kept in {self.folder} cannot be used ({error}); it is now"
                f" {aside.name}, and everything is read again"
            )
            return self._run(inputs, reader, settings, force)

    def _run(
        self, inputs: Sequence[Input], reader: runs.Reader, settings: Settings, force: bool
    ) -> Update:
        left_out: dict[Path, None] = {}
        with open_store(self.folder, settings, keeps_texts=self.texts) as store:
            if not self.texts:
                store.drop_texts()
            if force:
                store.read_anew()
            outcome = runs.run(inputs, reader, settings, self.progress, store, left_out.setdefault)
            made_of = fingerprint.digest(
                outcome.listing.digest(),
                fingerprint.checksum(settings),
                repr((settings.trip_gap_days, self.texts)),
            )
            known = self._known(store)
            changed = known is None or known.made_of != made_of or outcome.fresh > 0
            if known is None or changed:
                for folder in left_out:
                    self.report(f"{folder} is the output of a run; nothing in it is read")
                runs.write(outcome, self.folder, settings, self.texts)
                known = _Tables(made_of, self._files(), outcome.counts())
                store.note(_NOTE, msgspec.msgpack.encode(known))
                store.prune()
            return Update(known.counts, outcome.rejections, changed)

    def _known(self, store: Store) -> _Tables | None:
        """The tables of the last run, if they lie there as it left them."""
        try:
            known = msgspec.msgpack.decode(store.noted(_NOTE), type=_Tables)
        except msgspec.DecodeError:  # nothing was noted yet, or by a release of another form
            return None
        return known if known.files == self._files() else None

    def _files(self) -> dict[str, tuple[int, int]]:
        found = sorted(path for path in self.folder.iterdir() if not path.name.startswith("."))
        return {
            path.name: (status.st_size, status.st_mtime_ns)
            for path in found
            if path.suffix in (".csv", ".parquet", ".json") and (status := path.stat())
        }
