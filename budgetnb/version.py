"""The version, said once: the metadata of the package and of every document read carry it."""

__version__ = "0.1.0"
