"""Benchmarks run when asked for by name (``make bench``), not with the tests: they need a quiet machine."""

import sys

collect_ignore_glob = [] if any("benchmarks" in argument for argument in sys.argv) else ["test_*.py"]
