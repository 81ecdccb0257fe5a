"""``budgetnb notebooks``: copied with what they read."""

from __future__ import annotations

from pathlib import Path

from budgetnb import samples


def test_notebooks_are_copied_with_their_sample_and_never_overwritten(call, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    code, out, _ = call("notebooks", str(tmp_path / "mine"))
    copied = sorted((tmp_path / "mine" / "notebooks").glob("*.ipynb"))
    assert code == 0
    assert f"next: budgetnb lab {tmp_path / 'mine'}" in out
    assert [p.name for p in copied] == [p.name for p in sorted(samples.notebooks().glob("*.ipynb"))]
    assert (tmp_path / "mine" / "data" / "sample" / "sample.pdf").is_file()
    code, _, err = call("notebooks", str(tmp_path / "mine"))
    assert (code, "name a new folder" in err) == (2, True)
