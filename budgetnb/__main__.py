"""``python -m budgetnb`` is the command ``budgetnb``."""

from .cli import main

if __name__ == "__main__":
    main()
