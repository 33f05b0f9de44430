"""The store: what each article gave, kept by its content, so that a second run does new work only.

An SQLite file in WAL mode. A transaction holds whole blocks of extractions: whenever the machine
dies, what is kept is complete.
"""

from pipeline.output_folder import STORE_FILE
from pipeline.store.extractions import Store
from pipeline.store.inputs import KnownInputs
from pipeline.store.listing import Listing
from pipeline.store.place import open_store, set_aside, storing
from pipeline.store.schema import DamagedStore

__all__ = [
    "STORE_FILE",
    "DamagedStore",
    "KnownInputs",
    "Listing",
    "Store",
    "open_store",
    "set_aside",
    "storing",
]
