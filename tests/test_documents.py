import argparse
import re

import pytest

from monitor.cli import build_parser
from monitor.paths import CHECKOUT
from pipeline.models import RELEVANCES

DOCUMENTS = sorted([*CHECKOUT.glob("*.md"), *CHECKOUT.glob("docs/**/*.md")])
READ_BY_ALL = {"-h", "--help", "-v", "--verbose", "-q", "--quiet", "--config", "--log-format", "--version"}


def commands():
    parser = build_parser()
    (chosen,) = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    return chosen.choices


@pytest.fixture(params=DOCUMENTS, ids=lambda path: str(path.relative_to(CHECKOUT)))
def document(request):
    return request.param


def test_every_command_has_its_line():
    """docs/commands.md names every command there is, and no other."""
    text = (CHECKOUT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"^\| `([a-z-]+)", text, re.MULTILINE)) == sorted(commands())


@pytest.mark.parametrize("name", commands())
def test_every_option_is_named_in_its_commands_line(name):
    """An option that the program has stands in its command's line, and the other way round."""
    text = (CHECKOUT / "docs" / "commands.md").read_text(encoding="utf-8")
    (line,) = [line for line in text.splitlines() if re.match(rf"\| `{name}(?![\w-])", line)]
    options = {option for action in commands()[name]._actions for option in action.option_strings}
    assert set(re.findall(r"--[a-z-]+", line)) == {option for option in options if option not in READ_BY_ALL}


def test_commands_that_documents_show_exist(document):
    """A command or option shown to the reader is one that the program has."""
    known = {**commands()}
    shown = r"csto-monitor(?: -q| -v)? ([a-z][a-z-]*)\b([^\n`]*)"
    for name, rest in re.findall(shown, document.read_text(encoding="utf-8")):
        if name not in known:
            assert not rest.startswith(" --"), f"{name}{rest}"
            continue
        options = {option for action in known[name]._actions for option in action.option_strings}
        assert set(re.findall(r" (--[a-z-]+)", rest.split("#")[0])) <= options, f"{name}{rest}"


def test_links_lead_somewhere(document):
    """Every link to a file of the repository has its file."""
    links = re.findall(r"\]\(([^)#:\s]+)[^):]*\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_modules_that_documents_name_exist(document):
    """A path of a module in a document is the path of a module; `monitor/demo/sites/*/pages.yaml` may hold a star."""
    named = re.findall(
        r"`((?:spiders|pipeline|feeds|monitor|topics|tests|docs)/[\w./*-]+)`", document.read_text(encoding="utf-8")
    )
    assert [path for path in named if not list(CHECKOUT.glob(path.rstrip("/")))] == []


def test_a_decision_says_what_it_cost():
    """Each note has a context, a choice, a price and a sign that it was wrong; numbers follow one another."""
    notes = sorted((CHECKOUT / "docs" / "decisions").glob("*.md"))
    for number, note in enumerate(notes, 1):
        text = note.read_text(encoding="utf-8")
        assert note.name.startswith(f"{number:04d}-")
        assert text.startswith(f"# {number}. ")
        for part in ("**Context.**", "**Choice.**", "**Price.**", "**Sign that it was wrong.**"):
            assert part in text, f"{note.name}: {part}"


def test_the_readme_names_the_exit_codes_and_the_first_commands():
    """The first two commands are `make demo` and `make test`; every exit code is explained."""
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"^    (\S.*)$", text, re.MULTILINE)[:2] == ["make demo", "make test"]
    assert all(re.search(rf"^\| {code}", text, re.MULTILINE) for code in (0, 1, 2, 3, 75, 130))


def test_the_glossary_knows_the_words_of_the_feeds():
    """The four relevances are explained where words are explained."""
    text = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    assert all(f"`{word}`" in text for word in RELEVANCES)


def test_no_document_names_a_machine(document):
    """Paths in documents are the reader's, not the writer's."""
    text = document.read_text(encoding="utf-8")
    assert not re.search(r"(?<![\w$~.])/(?:home|root|work|Users)/", text)
