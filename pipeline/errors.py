"""What can go wrong, each with one line that says what happened and what to do.

* DemarcheError
  x InputError: an input cannot be read at all; the run cannot start
  x RejectedArticle: one article is unusable; it is reported and the run goes on
    x DamagedInput: an input cannot be read to its end; what came before counts
  x TableError: an output folder or a database does not hold the tables it should, or takes none
    x OutputBusy: another run is writing into the folder
    x DatabaseUnavailable: a database is away or refuses; what it holds cannot be told
  x SettingsError: a setting contradicts another or names something unknown
  x WorkerLost: a process that reads articles has died
  x ClusterUnavailable: a Dask scheduler is away, or it or a worker is of another version
  x GeocoderUnavailable: the online geocoder is down; never the same as "not found"
"""


class DemarcheError(Exception):
    """Base of all errors meant for the person at the keyboard; its text is the whole message."""


class InputError(DemarcheError):
    """An input named on the command line is missing or holds no articles."""


class RejectedArticle(DemarcheError):
    """One article cannot be used; the text is what the `reason` column says.

    `gone` is whether its host says that there is no such page.
    """

    gone = False


class DamagedInput(RejectedArticle):
    """An input breaks off or gives too much; what was read of it before stays."""


class TableError(DemarcheError):
    """A folder or a database of tables is missing, incomplete, of another version or closed."""


class OutputBusy(TableError):
    """Another run works in the output folder; two at once would undo each other's work."""


class DatabaseUnavailable(TableError):
    """A database is away or refuses what it is asked; writing tables anew would not help."""


class SettingsError(DemarcheError):
    """A setting has no meaning, or two settings contradict each other."""


class GeocoderUnavailable(DemarcheError):
    """The online geocoder did not answer; the places it was asked for stay unknown and uncached."""


class WorkerLost(DemarcheError):
    """A process that reads articles ended without an answer."""


class ClusterUnavailable(DemarcheError):
    """The Dask scheduler does not answer, or it or a worker has other code or packages."""
