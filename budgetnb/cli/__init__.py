"""The command line: one module a command, which reads what is asked, calls the public functions and prints what came of it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from . import check, inspect, lab, notebooks, parse, report
from .output import complain

HELP = """Read budget disclosures of Chinese government departments (部门预算公开).

\b
    budgetnb report budget.pdf --out report.html    one file to open and to send
    budgetnb parse  budget.pdf --out frames         every number as a table row
    budgetnb check  budget.pdf                      what does not add up
    budgetnb inspect budget.pdf --page 12           how a page was read, as a picture
    budgetnb notebooks my-notebooks                 notebooks to fork
    budgetnb lab my-notebooks                       JupyterLab on them

Exit codes: 0 done, 1 a check asked for failed, 2 the call or the input was wrong.
"""
INTERRUPTED = 130
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None, help=HELP)
app.command("parse", epilog=parse.EXAMPLES)(parse.run)
app.command("check", epilog=check.EXAMPLES)(check.run)
app.command("report", epilog=report.EXAMPLES)(report.run)
app.command("inspect", epilog=inspect.EXAMPLES)(inspect.run)
app.command("notebooks", epilog=notebooks.EXAMPLES)(notebooks.run)
app.command("lab", epilog=notebooks.EXAMPLES)(lab.run)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context, version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False
) -> None:
    if version:
        from .. import __version__

        typer.echo(f"budgetnb {__version__}")
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run the command; what went wrong on purpose is one line on stderr and exit code 2."""
    from typer.exceptions import TyperException

    from ..errors import BudgetError

    try:
        code = app(prog_name="budgetnb", standalone_mode=False)
    except TyperException as error:
        said = error.format_message().replace("Value error, ", "").rstrip(".")
        complain(f"{said}{'' if said.endswith('?') else ';'} see: budgetnb {_command()}--help")
        raise SystemExit(2) from None
    except BudgetError as error:
        complain(error)
        raise SystemExit(2) from None
    except OSError as error:  # a folder or file that cannot be written
        complain(f"{error.filename or ''}: {error.strerror or error}")
        raise SystemExit(2) from None
    if code == INTERRUPTED:
        complain("interrupted; nothing more was read")
    raise SystemExit(code if isinstance(code, int) else 0)


def _command() -> str:
    """The command called, '' where it is none of ours."""
    known = {command.name for command in app.registered_commands}
    return next((f"{word} " for word in sys.argv[1:2] if word in known), "")
