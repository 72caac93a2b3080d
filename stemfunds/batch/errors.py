"""What ends a batch, said in one line."""

from __future__ import annotations


class BatchError(Exception):
    """A batch cannot begin or go on; the message says why and what to do."""


class StoreError(BatchError):
    """A file is no store of results, or one of another version."""


class InUseError(BatchError):
    """Another run is writing into the folder."""


class NoSpaceError(BatchError):
    """The disk is full, or the folder cannot be written any more."""
