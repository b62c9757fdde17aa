"""What commands ask of the archive: filters, search, order, limits."""

import time
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from archive_fakes import Newsroom, digest, entry, own_text, source

from pipeline.archive import queries
from pipeline.errors import UnknownItemError

ALPHA, BETA = source("alpha"), source("beta")


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsroom]:
    room = Newsroom(tmp_path_factory.mktemp("archive"))
    for number in range(10):
        of = (ALPHA, BETA)[number % 2]
        room.publish(
            of, f"https://{of.id}.example/{1000 + number}", f"Заголовок {number}", own_text(number),
            day=date(2026, 2, 20) + timedelta(days=number), kind="comment" if number < 3 else "news",
            relevance="about" if number == 5 else "statement", speakers=("Фёдор Краснов",) if number == 4 else (),
        )  # fmt: skip
    room.publish(
        ALPHA, "https://alpha.example/2000", "Всё о ёлках", "Учения «Щит» прошли в Щучинске.", day=date(2026, 2, 1)
    )
    room.publish(BETA, "https://beta.example/2001", "Прочее", "О погоде.", relevance="mention", day=date(2026, 2, 2))
    (task,) = room.list(ALPHA, entry("https://alpha.example/3000"), baseline_before=date(2026, 2, 1)).tasks
    room.read(ALPHA, task, digest(task.url, "Давнее", "Давняя новость дня.", day=date(2025, 12, 31)))
    yield room
    room.close()


def numbers(room: Newsroom, **wanted: object) -> list[int]:
    return [int(item.id.rpartition("-")[2]) for item in room.archive.items(**wanted)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, [1009, 1008, 1007, 1006, 1005, 1004, 1003, 1002, 1001, 1000, 2000, 3000]),
        ({"limit": 2}, [1009, 1008]),
        ({"limit": 0}, []),
        ({"since": date(2026, 2, 27)}, [1009, 1008, 1007]),
        ({"until": date(2026, 2, 20)}, [1000, 2000, 3000]),
        ({"since": date(2026, 2, 21), "until": date(2026, 2, 21)}, [1001]),
        ({"source": "beta", "limit": 2}, [1009, 1007]),
        ({"kind": "comment"}, [1002, 1001, 1000]),
        ({"relevances": ("about",)}, [1005]),
        ({"relevances": ("mention",)}, [2001]),
        ({"relevances": ("statement", "about", "mention", "none"), "until": date(2026, 2, 3)}, [2001, 2000, 3000]),
        ({"speaker": "краснов"}, [1004]),
        ({"speaker": "федор"}, [1004]),
        ({"speaker": "%"}, []),
        ({"search": "щит"}, [2000]),
        ({"search": "ВСЕ елках"}, [2000]),
        ({"search": "щит погода"}, []),
        ({"search": "учением щита в Щучинск елка"}, [2000]),
        ({"search": [["учение"]]}, []),
        ({"search": "погода", "relevances": ("mention",)}, [2001]),
        ({"search": "учитель"}, []),
        ({"search": [["погоде", "ёлках", "елках"], ["щит"]]}, [2000]),
        ({"search": 'щит" OR "погоде'}, []),
        ({"search": "NEAR(щит)"}, []),
        ({"search": "* ^ - ("}, [1009, 1008, 1007, 1006, 1005, 1004, 1003, 1002, 1001, 1000, 2000, 3000]),
        ({"search": "заголовок", "limit": 1}, [1009]),
    ],
)
def test_items_by_what_they_are(room: Newsroom, wanted: dict[str, object], expected: list[int]) -> None:
    """Every filter of `items`, newest first."""
    assert numbers(room, **wanted) == expected


def test_reading_in_chunks_loses_and_doubles_nothing(room: Newsroom, monkeypatch: pytest.MonkeyPatch) -> None:
    """However few are read at a time, the list is the same."""
    whole = numbers(room)
    for chunk in (1, 2, 3):
        monkeypatch.setattr(queries, "CHUNK", chunk)
        assert numbers(room) == whole


def test_an_item_by_id_or_any_address(room: Newsroom) -> None:
    """An id, the address, and another form of it lead to the same item."""
    for name in ("alpha-1000", "https://alpha.example/1000", "http://www.alpha.example/1000/?utm_source=x"):
        assert room.archive.item(name).id == "alpha-1000"
    with pytest.raises(UnknownItemError, match="alpha-77"):
        room.archive.item("alpha-77")
    with pytest.raises(UnknownItemError):
        room.archive.revisions("https://alpha.example/nothing")


def test_what_is_known(room: Newsroom) -> None:
    """`knows` answers for any form of any address ever discovered."""
    assert room.archive.knows("http://alpha.example/1000?utm_medium=x")
    assert not room.archive.knows("https://alpha.example/9999")


def test_a_search_of_very_many_words_is_answered(room: Newsroom) -> None:
    """However many words are asked for, the answer comes, and at once."""
    started = time.perf_counter()
    assert numbers(room, search=" ".join(f"слов{letter}{number}" for letter in "абвг" for number in range(500))) == []
    assert numbers(room, search=" ".join(["заголовок"] * 5_000), limit=1) == [1009]
    assert numbers(room, search="учение щит прошло щучинск всё ёлка " * 200) == [2000]
    assert time.perf_counter() - started < 1
