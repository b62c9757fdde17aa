"""Finds where on a page title, lead and body stand, asking the readers in order; it cleans nothing."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from pipeline.characters import clean_line
from pipeline.models import Entry, Familiar
from pipeline.reading.blocks import MOST_RUNS, Run, key_of
from pipeline.reading.choosing import Choice, Evidence, choose, is_sure
from pipeline.reading.embedded import read_embedded
from pipeline.reading.extractors import DEEPEST, MOST_ELEMENTS, WORTH, ask_readability, ask_trafilatura
from pipeline.reading.familiarity import print_of
from pipeline.reading.headline import TITLE_TAG, Headline, agreement, find_headline, find_nearest, tidy, words_of
from pipeline.reading.leading import find_lead
from pipeline.reading.metadata import Metadata, paragraphs_of
from pipeline.reading.selecting import first_of, outermost, select
from pipeline.source import Layout

AGREED = 0.3  # share of letters two readers have in common below which a third is asked
THIN = 300  # letters of a body below which the page's data is looked at
RICHER = 2  # times the letters the data must have then

Asked = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Where an article stands on its page, with the reader that said so for each part.

    The body is one of: `chosen` runs, `elements`, or `html` from the page's data. `home` is the element that holds
    most of it; `lead_run` the run of its lead. `asked` are the libraries that were asked with the letters each keeps.
    """

    title: Headline | None
    lead: str = ""
    lead_origin: str = ""
    origin: str = ""
    chosen: tuple[int, ...] = ()
    elements: tuple[HtmlElement, ...] = ()
    html: str = ""
    home: HtmlElement | None = None
    lead_run: int | None = None
    asked: Asked = ()

    @property
    def has_body(self) -> bool:
        """Whether any reader found a body."""
        return bool(self.chosen or self.elements or self.html)


def draft(
    tree: HtmlElement,
    runs: Sequence[Run],
    metadata: Metadata,
    *,
    entry: Entry | None,
    layouts: Sequence[Layout],
    familiar: Familiar,
) -> Draft:
    """Find title, lead and body: by the source's layouts, then generically, then in the page's data."""
    removed = {element for layout in layouts for selector in layout.remove for element in select(tree, selector)}
    visible = [run for run in runs if removed.isdisjoint((run.box, *run.box.iterancestors()))] if removed else runs
    made = _generic(tree, visible, metadata, entry, familiar)
    if removed:
        places = {id(run): index for index, run in enumerate(runs)}
        lead = places[id(visible[made.lead_run])] if made.lead_run is not None else None
        chosen = tuple(places[id(visible[index])] for index in made.chosen)
        made = replace(made, chosen=chosen, lead_run=lead, title=_moved(made.title, visible, places))
    made = _from_data(made, tree, runs, metadata)
    return next((_by_layout(made, tree, layout) for layout in layouts if _fits(tree, layout)), made)


def _moved(title: Headline | None, visible: Sequence[Run], places: Mapping[int, int]) -> Headline | None:
    if title is None or title.run is None:
        return title
    return replace(title, run=places[id(visible[title.run])])


def _fits(tree: HtmlElement, layout: Layout) -> bool:
    """Whether a layout is the page's: its body, or where it names none its title, is there."""
    return bool(first_of(tree, layout.body or layout.title or layout.lead)[1])


def _by_layout(made: Draft, tree: HtmlElement, layout: Layout) -> Draft:
    """The draft with what a layout's selectors name in the place of what was guessed."""
    selector, titles = first_of(tree, layout.title)
    if titles:
        made = replace(made, title=Headline(text=tidy(titles[0].text_content()), origin=f"layout {selector}"))
    selector, leads = first_of(tree, layout.lead)
    if layout.lead:
        lead = clean_line(" ".join(each.text_content() for each in outermost(leads)))
        made = replace(made, lead=lead, lead_origin=f"layout {selector}")
    selector, bodies = first_of(tree, layout.body)
    if bodies:
        elements = tuple(outermost(bodies))
        made = replace(made, origin=f"layout {selector}", elements=elements, home=elements[0], chosen=(), html="")
        made = made if layout.lead else replace(made, lead="")
    return made


def _generic(
    tree: HtmlElement, runs: Sequence[Run], metadata: Metadata, entry: Entry | None, familiar: Familiar
) -> Draft:
    own = [run for run in runs if print_of(run.key) not in familiar.slogans] if familiar.slogans else runs
    title = find_headline(own, _claims(metadata, entry), metadata.site)
    if title is not None and title.run is not None and own is not runs:
        title = replace(title, run=runs.index(own[title.run]))
    body = key_of(metadata.body)
    evidence = Evidence(headline=title.run if title else None, body=body)
    choice, asked = _choose(tree, runs, evidence)
    if choice is None:
        return Draft(title=title)
    if _is_site_title(title, runs, choice):
        title = find_nearest(runs, choice.runs) or title
    headline = title.run if title else None
    chosen = [index for index in choice.runs if index != headline]
    described = [key_of(text) for text in (metadata.description, entry.summary if entry else "") if text]
    lead = find_lead(runs, chosen, headline, described)
    return Draft(
        title=title,
        lead=lead.text if lead is not None else "",
        lead_origin="page",
        origin="page",
        chosen=tuple(index for index in chosen if lead is None or index != lead.run),
        home=choice.home,
        lead_run=lead.run if lead is not None else None,
        asked=asked,
    )


def _is_site_title(title: Headline | None, runs: Sequence[Run], choice: Choice) -> bool:
    """Whether the only title is the title tag's, and shares no word with the article."""
    if title is None:
        return True
    body = words_of(" ".join(runs[index].text for index in choice.runs[:3]))
    return title.origin == TITLE_TAG and not agreement(words_of(title.text), body)


def _claims(metadata: Metadata, entry: Entry | None) -> tuple[tuple[str, str], ...]:
    claims = [("metadata", title) for title in metadata.titles]
    if entry is not None and entry.title:
        claims.insert(0, ("feed", entry.title))
    return (*claims, (TITLE_TAG, metadata.page_title)) if metadata.page_title else tuple(claims)


def _choose(tree: HtmlElement, runs: Sequence[Run], evidence: Evidence) -> tuple[Choice | None, Asked]:
    """Choose; where that leaves doubt ask trafilatura, and readability too where the two disagree."""
    choice = choose(runs, evidence) if runs else None
    if not runs or is_sure(runs, choice, evidence) or _depth(runs) > DEEPEST or len(runs) >= MOST_RUNS:
        return choice, ()
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        return choice, ()
    first = ask_trafilatura(tree)
    evidence = replace(evidence, votes=((first, WORTH),) if first else ())
    choice = choose(runs, evidence)
    ours = "".join(runs[index].key for index in choice.runs) if choice else ""
    common = sum(len(runs[index].key) for index in choice.runs if runs[index].key in first) if choice else 0
    if common >= AGREED * max(len(ours), len(first), 1):
        return choice, (("trafilatura", first),)
    second = ask_readability(deepcopy(tree))
    votes = tuple((letters, WORTH) for letters in (first, second) if letters)
    return choose(runs, replace(evidence, votes=votes)), (("trafilatura", first), ("readability", second))


def _depth(runs: Sequence[Run]) -> int:
    return max(sum(1 for _ in run.box.iterancestors()) for run in runs)


def _from_data(made: Draft, tree: HtmlElement, runs: Sequence[Run], metadata: Metadata) -> Draft:
    """Take the body from the page's data where the visible one is missing or a mere stub of it."""
    letters = sum(len(runs[index].text) for index in made.chosen)
    if letters >= THIN:
        return made
    if len(metadata.body) > max(THIN, RICHER * letters):
        return replace(made, origin="JSON-LD", html=paragraphs_of(metadata.body), chosen=(), home=None)
    found = read_embedded(tree, metadata.page_title)
    if found is None or len(found.html) <= max(THIN, RICHER * letters):
        return made
    title = Headline(text=tidy(found.title), origin="embedded data")
    return Draft(title=title, lead=found.lead, lead_origin="embedded data", origin="embedded data", html=found.html)
