"""The errors of budgetnb. Each inherits the root and the builtin that fits.

    BudgetError
    ├── SourceError (ValueError)             the source cannot be read as what it claims to be
    │   ├── SourceNotFoundError (FileNotFoundError)
    │   ├── UnsupportedFormatError           no reader knows this kind of file
    │   ├── DamagedFileError                 truncated or broken beyond reading
    │   ├── EncryptedFileError               a password is needed
    │   └── TooLargeError                    past a bound on size, pages, cells or time
    ├── NotADisclosureError (ValueError)     it was read, and is no budget disclosure, or none that can be told without recognition
    ├── WordingError (ValueError)            a file of wording contradicts itself
    ├── FrameError (ValueError)              a frame breaks its contract: a defect of budgetnb, please report it
    ├── OptionError (ValueError)             an option that does not exist, with those that do
    └── MissingExtraError (ImportError)      an optional part is not installed; the message names the extra

What is wrong *in a document* is no error: it is a row of ``checks``.
"""


class BudgetError(Exception):
    """The root: ``except budgetnb.BudgetError`` catches all that budgetnb raises on purpose.

    Examples
    --------
    >>> import budgetnb as bn
    >>> try:
    ...     bn.read("nowhere.pdf")
    ... except bn.BudgetError as error:
    ...     type(error).__name__
    'SourceNotFoundError'
    """

    def _render_traceback_(self) -> list[str]:
        """What a notebook shows of it: one line, since the message says what to do."""
        return [f"{type(self).__name__}: {self}"]


class SourceError(BudgetError, ValueError):
    """The source cannot be read as what it claims to be.

    Examples
    --------
    >>> import budgetnb as bn
    >>> try:
    ...     bn.read(b"%PDF-1.7 broken")
    ... except bn.SourceError as error:
    ...     type(error).__name__
    'DamagedFileError'
    """


class SourceNotFoundError(SourceError, FileNotFoundError):
    """There is no such file, or it is a directory."""


class UnsupportedFormatError(SourceError):
    """No reader knows this kind of file."""


class DamagedFileError(SourceError):
    """The file is truncated or broken beyond reading."""


class EncryptedFileError(SourceError):
    """The file needs a password."""


class TooLargeError(SourceError):
    """The source passes a bound on size, pages, cells or time."""


class NotADisclosureError(BudgetError, ValueError):
    """The document was read and is no budget disclosure, or carries no text to tell it by; the message says which.

    Examples
    --------
    >>> import budgetnb as bn
    >>> try:
    ...     bn.read("一份会议通知".encode())
    ... except bn.NotADisclosureError as error:
    ...     "no budget disclosure" in str(error)
    True
    """


class WordingError(BudgetError, ValueError):
    """A file of wording contradicts itself or names what does not exist."""


class FrameError(BudgetError, ValueError):
    """A frame breaks its contract."""


class OptionError(BudgetError, ValueError):
    """An option that does not exist; the message names those that do."""


class MissingExtraError(BudgetError, ImportError):
    """An optional part is not installed; the message names the extra that brings it."""
