"""Tables ruled only across, or not at all: their rows and columns follow from aligned text.

Rules across give the rows, and where they stop they give merged headers; where there is none, the gaps between lines do.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import median

from ... import wording
from .. import header_cells, wrapped_rows
from ..column_edges import (
    CLOSE,
    CODE,
    LEAST_WORDS,
    MONEY,
    SIDE,
    apart,
    between,
    columns_below,
    edges_of,
    gaps,
    is_alike,
    right_end,
    spans_below,
    steps,
    under_header,
    verticals,
)
from ..printed import Char, Rule
from ..words import Word, meets, words_of

LABEL = re.compile(r".[:：].")
FOLIO = re.compile(r"[-—－–]+\d{1,4}[-—－–]+")
NOTE = re.compile(r".{1,2}[:：]")
LEADER = re.compile(r"[.．…·]{4,}")
MOST_CROSSED = 0.2
FLUSH = 1.5
EVEN = 1.0
LEAST_ROW = 0.8
MOST_WRAPPED = 0.6
NARROWEST = 12.0
FEWEST_RULES = 3
FEWEST_OVER = 2
MOST_ABOVE, LARGER, TITLE_OFF = 2.0, 1.2, 0.03
FEWEST_ROWS = 3
FEWEST_SUMS = 4
MANY_NUMBERS, FEWEST_NUMBERS = 5, 2


def ruled_across(
    rules: Sequence[Rule], text: Sequence[Sequence[Char]], *, wrapped: bool = False
) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The (horizontal, vertical) rules of every table that is ruled only across; `text` holds the lines of the page.

    Several lines of numbers between two rules are rows of their own, or one row whose digits are `wrapped`.
    """
    lines = [words_of(line) for line in text]
    for group in _groups(rules, lines):
        top, bottom = group[0][0], group[-1][0]
        inside = [line for line in lines if top - 1 <= _height(line) <= bottom + 1]
        horizontal = [*group, *([] if wrapped else _between(group, inside))]
        if headed := _across_heading(sorted(horizontal), inside):
            yield headed
            continue
        made = verticals(sorted(horizontal), [w for line in inside for w in line], {r[0] for r in group})
        bands = len({r[0] for r in horizontal}) - 1
        most = 1.0 if steps(group) else MOST_CROSSED
        if (
            made
            and 2 * len(inside) >= bands
            and any(_in_columns(r, made, most) for r in (inside, _rows(horizontal, inside)))
        ):
            yield horizontal, made


def _across_heading(
    horizontal: Sequence[Rule], lines: Sequence[Sequence[Word]]
) -> tuple[list[Rule], list[Rule]] | None:
    """The rules of a table ruled across whose header tells its cells one by one, None where it does not."""
    ys = sorted({r[0] for r in horizontal})
    words = [w for line in lines for w in line]
    start = under_header(words, ys)
    head = [w for w in words if (w.top + w.bottom) / 2 < start]
    body = [w for w in words if (w.top + w.bottom) / 2 >= start]
    if not head or len(head) > header_cells.MOST or not any(w.numeric for w in body):
        return None
    rows = [
        list(g)
        for _, g in groupby(
            sorted(body, key=lambda w: (w.top + w.bottom) / 2), key=lambda w: bisect_right(ys, (w.top + w.bottom) / 2)
        )
    ]
    found = header_cells.blocks(apart(head, body), [r for r in horizontal if r[0] < start - 1])
    edges, told = _headed(found, [c for row in rows for c in wrapped_rows.merged(row)])
    if told is None:
        return None
    edges[0], edges[-1] = min(edges[0], *(r[1] for r in horizontal)), max(edges[-1], *(r[2] for r in horizontal))
    cuts = [y for y in ys if y >= start - 1]
    across, vertical = header_cells.rules(told, edges, ys[0], start)
    made = [*vertical, *between(edges, cuts, body)]
    whole = [r for r in horizontal if r[0] >= start - 1 or r[0] == ys[0]]
    if any(_in_columns(r, made) for r in (rows, lines)):
        return [*whole, *across], made
    return None


def _headed(found: Sequence[Word], below: Sequence[Word]) -> tuple[list[float], list[header_cells.Cell] | None]:
    """The edges of the columns below the cells of a header, and these as cells over columns, None where they do not tell them."""
    columns = columns_below(found, below)
    if len(columns) < 2 or header_cells.is_flush(found, spans_below(columns, found)):
        return [], None
    edges = edges_of(columns)
    told = header_cells.cells(found, edges)
    if told is None:
        return edges, None
    edges = header_cells.settled(edges, told, [right_end(c) for c in columns], gaps(columns))
    return edges, header_cells.cells(found, edges)


def _broken(horizontal: Sequence[Rule], made: Sequence[Rule], run: Sequence[Sequence[Word]]) -> list[Rule]:
    """The rules between the levels of a header, broken where a cell reaches over them: its lines stand close on both sides."""
    first = next(iter(_numbered(run)), 0)
    if sum(map(len, run[:first])) > header_cells.MOST:
        return list(horizontal)
    blocks, edges = _cells(run[:first]), sorted({x for x, _, _ in made})
    found: list[Rule] = []
    for y, left, right in horizontal:
        over = sorted(b for b in blocks if b[2] < y - EVEN and b[3] > y + EVEN)
        for x0, x1, _, _ in over:
            start = max((x for x in edges if x <= x0 + EVEN), default=left)
            found += [(y, left, start)] if start - left > EVEN else []
            left = max(left, min((x for x in edges if x >= x1 - EVEN), default=right))
        found += [(y, left, right)] if right - left > EVEN else []
    return found


def _cells(header: Sequence[Sequence[Word]]) -> list[tuple[float, float, float, float]]:
    """(x0, x1, top, bottom) of the cells of a header: words close under one another are the lines of one."""
    found: list[list[Word]] = []
    for word in sorted((w for line in header for w in line), key=lambda w: w.top):
        mine = next((b for b in found if meets(b[-1], word) and _close(b[-1], word)), None)
        if mine is None:
            found.append([word])
        else:
            mine.append(word)
    return [(min(w.x0 for w in b), max(w.x1 for w in b), b[0].top, b[-1].bottom) for b in found]


def _close(over: Word, word: Word) -> bool:
    return word.top - over.bottom <= CLOSE * (word.bottom - word.top)


def _rows(horizontal: Sequence[Rule], lines: Sequence[Sequence[Word]]) -> list[list[Word]]:
    """The words of the lines gathered by the bands between the rules: the lines of a wrapped cell are one row."""
    ys = sorted({r[0] for r in horizontal})
    found: dict[int, list[Word]] = defaultdict(list)
    for line in lines:
        found[bisect_right(ys, _height(line))] += line
    return list(found.values())


def unruled(text: Sequence[Sequence[Char]]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The (horizontal, vertical) rules of every run of lines that is set as a table without any rule."""
    lines = [line for line in map(words_of, text) if not FOLIO.fullmatch("".join(w.text for w in line))]
    for run in filter(None, map(_below_labels, _runs(lines))):
        run = _above_notes(_below_heads(run, lines))
        words = [w for line in run for w in line]
        left, right = min(w.x0 for w in words) - 2, max(w.x1 for w in words) + 2
        top, bottom = min(w.top for w in words) - 1, max(w.bottom for w in words) + 1
        cuts = [top, *_cuts(run), bottom]
        if headed := _under_heading(run, (top, bottom)):
            yield headed
            continue
        horizontal = [(y, left, right) for y in cuts]
        made = verticals(horizontal, words)
        if len(made) >= LEAST_WORDS and any(_in_columns(r, made) for r in (run, _rows(horizontal, run))):
            yield _broken(horizontal, made, run), made


def _under_heading(run: Sequence[Sequence[Word]], sides: tuple[float, float]) -> tuple[list[Rule], list[Rule]] | None:
    """The rules of a run whose header tells its cells one by one, None where it does not."""
    rows = wrapped_rows.parted(run, _starts(run))
    first = rows[0] if rows else _body(run)
    head, body = ([w for line in part for w in line] for part in (run[:first], run[first:]))
    if not first or len(head) > header_cells.MOST:
        return None
    edges, told = _headed(header_cells.blocks(apart(head, body)), wrapped_rows.cells(run, rows) if rows else body)
    if told is None:
        return None
    start = _above(run, first)
    inner = [_above(run, i) for i in rows[1:]] if rows else _cuts(run[first:])
    cuts = [start, *inner, sides[1]]
    horizontal, vertical = header_cells.rules(told, edges, sides[0], start)
    whole = [(y, edges[0], edges[-1]) for y in (sides[0], *cuts)]
    made = [*vertical, *between(edges, cuts, body)]
    if any(_in_columns(r, made) for r in (run[first:], _rows(whole, run[first:]))):
        return [*whole, *horizontal], made
    return None


def _starts(run: Sequence[Sequence[Word]]) -> list[int]:
    """The lines that print numbers of the table: those of which one does not stand within a column of text."""
    starts = _numbered(run)
    texts = [w for line in run[starts[0] :] for w in line if not w.numeric] if starts else []
    told = [i for i in starts if any(w.numeric and not _is_within(w, texts) for w in run[i])]
    return [i for i in told if not _is_code_of(run, i, told)]


def _numbered(lines: Sequence[Sequence[Word]]) -> list[int]:
    """The lines of several words that print a number."""
    return [i for i, line in enumerate(lines) if len(line) > 1 and any(w.numeric for w in line)]


def _is_code_of(run: Sequence[Sequence[Word]], i: int, starts: Sequence[int]) -> bool:
    """Whether the only numbers of a line are codes, which stand at half the height of the row next to it."""
    if not all(CODE.fullmatch(w.text) for w in run[i] if w.numeric):
        return False
    above, below = i - 1 in starts and _space(run, i) < -EVEN, i + 1 in starts and _space(run, i + 1) < -EVEN
    return above or below


def _is_within(word: Word, texts: Sequence[Word]) -> bool:
    """Whether several texts reach over the whole place of a word: it is a part of such a text, parted from it."""
    return sum(w.x0 < word.x0 and word.x1 < w.x1 for w in texts) >= FEWEST_OVER


def _above(lines: Sequence[Sequence[Word]], i: int) -> float:
    """The height between a line and those above it."""
    above, below = ([(w.top + w.bottom) / 2 for w in line] for line in (lines[i - 1], lines[i]))
    over, under = max(w.bottom for w in lines[i - 1]), min(w.top for w in lines[i])
    return (over + under) / 2 if over < under else (max(above) + min(below)) / 2


def _body(lines: Sequence[Sequence[Word]]) -> int:
    """The first line below the header, 0 where there is none."""
    starts = _numbered(lines)
    if not starts:
        return 0
    return starts[0] - 1 if _wraps_about(lines, starts[0]) else starts[0]


def _below_labels(run: list[Sequence[Word]]) -> list[Sequence[Word]]:
    """The lines below those whose words are all labels with what they say (部门：…　单位：万元), and below what stands over these."""
    first, words = _body(run) or len(run), wording.patterns("text", "layout")
    told = [
        i
        for i in range(first)
        if _labels(run[i]) and words["label" if len(run[i]) > 1 else "short_label"].match(run[i][0].text)
    ]
    told = [i + (i + 1 < first and _is_said(run[i], run[i + 1])) for i in told]
    return run[told[-1] + 1 :] if told else run


def _labels(line: Sequence[Word]) -> bool:
    """Whether every word of a line is a label with what it says, a label alone, or what the label before it says."""
    alone = [False, *(w.text.endswith((":", "：")) for w in line)]
    return all(LABEL.search(w.text) or mine or before for w, before, mine in zip(line, alone, alone[1:], strict=False))


def _is_said(labels: Sequence[Word], line: Sequence[Word]) -> bool:
    """Whether a line stands beside a line of labels alone and says what they announce."""
    alone = all(w.text.endswith((":", "：")) for w in labels) and len(line) <= len(labels)
    return alone and min(w.top for w in line) < max(w.bottom for w in labels)


def _above_notes(run: list[Sequence[Word]]) -> list[Sequence[Word]]:
    """The lines without a note at the end, and what follows it: no line of them prints a number."""
    last = max((i for i, line in enumerate(run) if any(w.numeric for w in line)), default=0)
    note = next((i for i in range(last + 1, len(run)) if NOTE.match(run[i][0].text)), len(run))
    return run[:note]


def _below_heads(run: list[Sequence[Word]], lines: Sequence[Sequence[Word]]) -> list[Sequence[Word]]:
    """The run under the single words above it that head columns of it: near, no larger, and not about its middle as a title is."""
    left, right = min(w.x0 for line in run for w in line), max(w.x1 for line in run for w in line)
    first = next(i for i, line in enumerate(lines) if line is run[0])
    found = run
    for i in range(first - 1, -1, -1):
        line = lines[i]
        word, below = line[0], min(w.top for w in found[0])
        size = median(w.bottom - w.top for w in found[0])
        near = below - word.bottom < MOST_ABOVE * size and word.bottom - word.top < LARGER * size
        aside = (
            abs(word.middle - (left + right) / 2) > TITLE_OFF * (right - left) and left <= word.x0 and word.x1 <= right
        )
        if len(line) > 1 or not (near and aside) or LABEL.search(word.text) or word.numeric:
            break
        if i and _space(lines, i) < 0 and any(":" in w.text or "：" in w.text for w in lines[i - 1]):
            break  # it stands beside a label: the rest of one that is broken over two lines
        found = [line, *found]
    return found


def _height(line: Sequence[Word]) -> float:
    return (line[0].top + line[0].bottom) / 2


def _groups(rules: Sequence[Rule], lines: Sequence[Sequence[Word]]) -> list[list[Rule]]:
    """Rules that belong to one table: within the sides of its widest, with no band between them that holds no row."""
    left = [r for r in rules if r[2] - r[1] > NARROWEST]
    found: list[list[Rule]] = []
    while left:
        _, x0, x1 = max(left, key=lambda r: r[2] - r[1])
        mine = sorted(r for r in left if r[1] >= x0 - SIDE and r[2] <= x1 + SIDE)
        left = [r for r in left if r not in mine]
        found += [part for part in _parted(mine, lines) if len({r[0] for r in part}) >= FEWEST_RULES]
    return found


def _parted(rules: Sequence[Rule], lines: Sequence[Sequence[Word]]) -> list[list[Rule]]:
    """The rules parted where one table ends and the next begins: a high band with no line set in columns."""
    usual = median([b[0] - a[0] for a, b in pairwise(rules) if b[0] - a[0] > 2] or [0.0])
    parts: list[list[Rule]] = [[]]
    for rule in rules:
        if parts[-1] and rule[0] - parts[-1][-1][0] > 1.6 * usual:
            held = [line for line in lines if parts[-1][-1][0] < _height(line) < rule[0]]
            columns = len(held) == 1 or any(len(line) >= LEAST_WORDS or any(w.numeric for w in line) for line in held)
            columns = columns or any(_space(held, i) < 0 for i in range(1, len(held)))  # beside a wrapped cell
            stepped = sum(abs(r[0] - rule[0]) < 1 for r in rules) > 1  # under merged cells of a header
            if not (columns or stepped or _is_beside(parts[-1], rule, rules) or _keeps(parts[-1], rule, held)):
                parts.append([])
        parts[-1].append(rule)
    return parts


def _is_beside(part: Sequence[Rule], rule: Rule, rules: Sequence[Rule]) -> bool:
    """Whether a band stands beside a cell that reaches over rows: its rules step back from the width that opens the table and closes it below."""
    inner = not any(is_alike(r, part[0]) for r in (part[-1], rule))
    return inner and any(r[0] > rule[0] and is_alike(r, part[0]) for r in rules)


def _keeps(part: Sequence[Rule], rule: Rule, lines: Sequence[Sequence[Word]]) -> bool:
    """Whether the words of a band stand on both sides of an edge to which the table's rules step back, and none on it."""
    words = [w for line in lines for w in line]
    edges = {r[1] for r in part if r[1] > part[0][1] + SIDE}
    free = [x for x in edges if not any(w.x0 < x - 1 and w.x1 > x + 1 for w in words)]
    return is_alike(rule, part[0]) and any(len({w.middle > x for w in words}) == 2 for x in free)


def _between(rules: Sequence[Rule], lines: Sequence[Sequence[Word]]) -> list[Rule]:
    """Rules that part the rows of a band with several rows of numbers: a table ruled only around its header."""
    found: list[Rule] = []
    x0, x1 = min(r[1] for r in rules), max(r[2] for r in rules)
    for a, b in pairwise(sorted({r[0] for r in rules})):
        held = [line for line in lines if a < _height(line) < b]
        if len(_numbered(held)) > 1:
            found += [(y, x0, x1) for y in _cuts(held)]
    return found


def _cuts(lines: Sequence[Sequence[Word]]) -> list[float]:
    """Where the rows of some lines part: between two lines with numbers at the widest gap, where one cell may be wrapped.

    Lines of the header are rows of their own, but for the lines of wrapped cells.
    """
    starts = _numbered(lines)
    if not starts:
        return []
    first = starts[0] - 1 if _wraps_about(lines, starts[0]) else starts[0]
    header = (i for i in range(1, first) if _space(lines, i) >= 0)  # lines of wrapped cells stand at half heights
    usual = median([_space(lines, b) for a, b in pairwise(starts) if b == a + 1] or [float("inf")])
    parted = (i for a, b in pairwise(starts) for i in _starts_between(lines, a, b, usual))
    places = sorted({*header, *((first,) if first > 0 else ()), *parted})
    cuts = [(max(w.bottom for w in lines[i - 1]) + min(w.top for w in lines[i])) / 2 for i in places]
    return sorted([*cuts, *_levels(lines[:first], cuts)])


def _levels(header: Sequence[Sequence[Word]], cuts: Sequence[float]) -> list[float]:
    """Further cuts between the levels of a header: where words stand one over another, too far apart for lines of one cell."""
    words = sorted((w for line in header for w in line), key=lambda w: w.bottom)
    gaps: list[tuple[float, float]] = []
    for i, word in enumerate(words):
        over = next((w for w in reversed(words[:i]) if w.bottom <= word.top and meets(w, word)), None)
        if over is not None and word.top - over.bottom > CLOSE * (word.bottom - word.top):
            gaps.append((word.top, over.bottom))
    found: list[float] = []
    for below, above in sorted(gaps):
        if not any(above < y < below for y in (*cuts, *found)):
            found.append((above + below) / 2)
    return found


def _starts_between(lines: Sequence[Sequence[Word]], above: int, below: int, usual: float) -> list[int]:
    """The lines between two lines with numbers, the lower one included, that begin a row: the widest gap stands above
    one, and as wide a gap as rows usually leave above others, unless they go on with a cell that fills its column.
    """
    gaps = {i: _space(lines, i) for i in range(above + 1, below + 1)}
    widest = max(gaps.values())
    last = max(i for i, gap in gaps.items() if gap > widest - EVEN)
    apart = (i for i, gap in gaps.items() if i < last and gap > LEAST_ROW * usual and not _goes_on(lines, i))
    return [*apart, last]


def _goes_on(lines: Sequence[Sequence[Word]], i: int) -> bool:
    """Whether a line without numbers goes on with the cells above it: each of its words stands under one that fills its column."""
    return not any(wording.patterns("text", "layout")["enumerated"].match(w.text) for w in lines[i]) and all(
        any(meets(w, over) and _fills(over, lines) for over in lines[i - 1]) for w in lines[i]
    )


def _fills(word: Word, lines: Sequence[Sequence[Word]]) -> bool:
    """Whether a word reaches as far to the right as any that stands with it in a column."""
    mine = [w.x1 for line in lines for w in line if abs(w.x0 - word.x0) < SIDE]
    return word.x1 > max(mine) - (word.bottom - word.top)


def _space(lines: Sequence[Sequence[Word]], i: int) -> float:
    """The space above a line, less than nothing where it stands beside the lower half of the line before."""
    return min(w.top for w in lines[i]) - max(w.bottom for w in lines[i - 1])


def _wraps_about(lines: Sequence[Sequence[Word]], row: int) -> bool:
    """Whether the lines above and below a line with numbers are one cell, beside which the numbers stand at half height."""
    if row < 2 or row + 1 >= len(lines) or len(lines[row - 1]) > 1:
        return False
    above, below = lines[row - 1][0], lines[row + 1]
    over = any(meets(above, w) for w in below) and len(below) == 1
    return (
        over and not any(meets(above, w) for w in lines[row]) and above.bottom > min(w.top for w in lines[row]) - SIDE
    )


def _runs(lines: Sequence[Sequence[Word]]) -> Iterator[list[Sequence[Word]]]:
    """Runs of lines set in columns with numbers, their header lines before them."""
    run: list[Sequence[Word]] = []
    held: list[Sequence[Word]] = []
    for above, line, below in zip([(), *lines], lines, [*lines[1:], ()], strict=False):
        last = [*run, *held][-1:]
        near = not last or _height(line) - _height(last[0]) < 4 * max(8.0, line[0].bottom - line[0].top)
        if near and len(line) >= 2:
            label = [above] if not run and len(above) == 1 and _is_label(line[0], [above]) else []
            run += [*label, *held, line]
            held = []
        elif (
            near
            and run
            and (_is_wrapped(line[0], run) or _is_half(line[0], above, below) or _is_label(line[0], [*run, *held]))
        ):
            held.append(line)
        else:
            yield from _worthy([*run, *_tails(run, held)])
            run, held = ([line] if len(line) >= 2 else []), []
    yield from _worthy([*run, *_tails(run, held)])


def _is_half(word: Word, *beside: Sequence[Word]) -> bool:
    """Whether a word alone on its line stands at half the height of the row above or below it: a part of a code over two lines."""
    rows = (line for line in beside if len(line) > 1)
    return any(
        min(w.top for w in line) < word.bottom - EVEN and max(w.bottom for w in line) > word.top + EVEN for line in rows
    )


def _is_label(word: Word, run: Sequence[Sequence[Word]]) -> bool:
    """Whether a word alone on its line may be of a header: above the first numbers, close under the line before."""
    last = run[-1]
    headed = not any(w.numeric for line in run for w in line)
    return headed and word.top - max(w.bottom for w in last) < CLOSE * (word.bottom - word.top)


def _is_wrapped(word: Word, run: Sequence[Sequence[Word]]) -> bool:
    """Whether a word alone on its line may be a part of a wrapped cell: it stands clear of the columns of numbers, and no wider than half of the table."""
    left, right = min(w.x0 for line in run for w in line), max(w.x1 for line in run for w in line)
    clear = not any(meets(word, w) for line in run if len(line) > 1 for w in line if w.numeric)
    return clear and left - SIDE < word.x0 and word.x1 - word.x0 < MOST_WRAPPED * (right - left)


def _tails(run: Sequence[Sequence[Word]], held: Sequence[Sequence[Word]]) -> list[Sequence[Word]]:
    """The lines below the last line in columns that are the rest of its cells: close under it, one under the other."""
    found: list[Sequence[Word]] = []
    for line in held:
        above = [*run, *found][-1]
        if NOTE.match(line[0].text) or line[0].top - max(w.bottom for w in above) >= max(
            SIDE, LEAST_ROW * (line[0].bottom - line[0].top)
        ):
            break
        found.append(line)
    return found


def _worthy(run: Sequence[Sequence[Word]]) -> Iterator[list[Sequence[Word]]]:
    """The run, if it is a table: columns of numbers, or a row of so many as no sentence has; the contents are none."""
    row = any(sum(w.numeric for w in line) >= MANY_NUMBERS for line in run)
    if (row or _has_columns(run)) and not any(LEADER.search("".join(w.text for w in line)) for line in run):
        yield list(run)


def _has_columns(run: Sequence[Sequence[Word]]) -> bool:
    """Whether two columns of numbers stand in the lines, or one of sums: set flush right, flush left or about one middle."""
    numbers = [w for line in run for w in line if w.numeric and len(line) > 1]
    if max(_flush([w.x1 for w in numbers if MONEY.search(w.text)]), default=0) >= FEWEST_SUMS:
        return True
    places = ([w.x1 for w in numbers], [w.x0 for w in numbers], [w.middle for w in numbers])
    return any(
        max(counts, default=0) >= FEWEST_ROWS and sum(n > 1 for n in counts) > 1 for counts in map(_flush, places)
    )


def _flush(places: Iterable[float]) -> list[int]:
    """How many numbers stand flush at each place."""
    counts: list[int] = []
    last = float("-inf")
    for x in sorted(places):
        if x - last <= FLUSH and counts:
            counts[-1] += 1
        else:
            counts.append(1)
        last = x
    return counts


def _in_columns(lines: Sequence[Sequence[Word]], verticals: Sequence[Rule], most: float = MOST_CROSSED) -> bool:
    """Whether most lines stand in the columns: few of them, or of their words where most are numbers, reach over an edge, and rows fill two columns or more."""
    inner = sorted({x for x, _, _ in verticals})[1:-1]
    first = next((i for i, line in enumerate(lines) if any(w.numeric for w in line)), 0)
    lines = lines[first:]  # the words of a header reach over the columns that it gathers
    by_word = sum(w.numeric for line in lines for w in line) >= FEWEST_NUMBERS * len(lines)
    parts = [[w] for line in lines for w in line] if by_word else lines
    crossed = sum(any(w.x0 < x - 1 and w.x1 > x + 1 for w in part for x in inner) for part in parts)
    filled = sum(len({sum(w.middle > x for x in inner) for w in line}) > 1 for line in lines)
    return bool(lines) and crossed <= most * len(parts) and filled >= 0.3 * len(lines)
