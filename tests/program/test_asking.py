"""What a person mistypes at `items` and `serve` is told in a sentence; nothing looks like silence or success."""

import socket
from contextlib import closing

import pytest
from program import Program

pytestmark = pytest.mark.system
CONFIG = """
sources:
  - {id: herald, name: Herald, url: "https://herald.example/", discover: [{feed: "https://herald.example/rss"}]}
  - {id: agency, name: Агентство, url: "https://agency.example/", discover: [{feed: "https://agency.example/rss"}]}
"""
TEXT = "2026-11-20\n\nОДКБ: учение завершено\n\nВ Секретариате ОДКБ сообщили, что учение завершено.\n"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    return Program(tmp_path_factory.mktemp("asking"), CONFIG)


def test_an_unknown_source_is_refused_with_those_like_it(program):
    """Exit 2 and the ids it may have meant, or those there are; a known one without articles is simply empty."""
    answer = program.run("items", "--source", "heralt")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "unknown source 'heralt'; like it: herald" in answer.stderr
    answer = program.run("items", "--source", "zzzzzzz")
    assert answer.returncode == 2
    assert "there are: agency, herald, import" in answer.stderr
    for known in ("herald", "import"):
        assert program.run("items", "--source", known).returncode == 0


def test_days_the_wrong_way_round_are_refused(program):
    """Exit 2: a slip of the pen must not look like a time without statements."""
    answer = program.run("items", "--since", "2026-11-20", "--until", "2026-11-02")
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "2026-11-02 is before --since 2026-11-20" in answer.stderr


def test_a_source_of_archived_articles_is_known_though_configured_no_more(program):
    """What a person imported or an old configuration collected can still be asked for."""
    (program.folder / "a.txt").write_text(TEXT, encoding="utf-8")
    assert program.run("import", "a.txt").returncode == 0
    found = program.run("items", "--source", "import", "--relevance", "all")
    assert (found.returncode, found.stdout.count("\n")) == (0, 1)


def test_a_speaker_nobody_knows_is_answered_with_the_names_there_are(program):
    """Exit 0, nothing on stdout; a person who wrote the name in other letters sees how it is written."""
    (program.folder / "c.txt").write_text(TEXT.replace("учение", "собрание"), encoding="utf-8")
    assert program.run("import", "c.txt").returncode == 0
    answer = program.run("items", "--speaker", "Sekretariat")
    assert (answer.returncode, answer.stdout) == (0, "")
    assert "nothing found by 'Sekretariat'; speakers are: Секретариат ОДКБ" in answer.stderr


def test_a_text_that_never_changed_has_no_diff_and_says_so(program):
    """`show --diff` prints nothing where there is one revision; the sentence is for the person."""
    (program.folder / "b.txt").write_text(TEXT.replace("учение", "занятие"), encoding="utf-8")
    name = program.run("import", "b.txt").stdout.split("\t")[2]
    answer = program.run("show", "--diff", name)
    assert (answer.returncode, answer.stdout) == (0, "")
    assert f"{name} has one revision" in answer.stderr


def test_serve_says_serving_only_when_it_serves(program):
    """A port that is taken is exit 2 and one sentence, before anything is rendered."""
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        answer = program.run("serve", "--port", str(port))
    assert answer.returncode == 2
    assert "Serving" not in answer.stderr
    assert f"cannot listen at 127.0.0.1:{port}" in answer.stderr
    assert len(answer.stderr.strip().splitlines()) == 1
