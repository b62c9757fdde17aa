"""The list of all feeds as OPML 2.0, for one import into a reader; it knows no entries."""

from collections.abc import Sequence
from itertools import groupby

from lxml import etree

from feeds.family import Feed

GROUPS = {"": "Main", "sources": "Sources", "speakers": "Speakers", "kinds": "Kinds"}


def render_opml(title: str, feeds: Sequence[Feed]) -> bytes:
    """The feeds grouped as in `public/`, in the order given, each once (its Atom form)."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    for group, members in groupby(feeds, key=lambda feed: feed.name.rpartition("/")[0]):
        name = GROUPS.get(group, group)
        parent = etree.SubElement(body, "outline", text=name)
        for feed in members:
            etree.SubElement(
                parent,
                "outline",
                type="rss",
                text=feed.title,
                title=feed.title,
                xmlUrl=feed.address("atom"),
                htmlUrl=feed.home,
            )
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))
