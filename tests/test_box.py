"""The box: a page that breaks a limit is one failed page."""

import os
import resource
import subprocess
import sys
import time

import pytest

from monitor import box as the_box
from monitor.box import Box
from pipeline.errors import Unreadable


def double(number):
    return number * 2


def dawdle():
    time.sleep(60)


def devour():
    return len(bytearray(the_box.BYTES_A_WORKER * 2))


def die():
    os._exit(9)


def nest(depth=0):
    return nest(depth + 1)


def refuse():
    raise Unreadable("a picture", kind="broken")


def stumble():
    return {}["title"]


def tell_topic():
    return the_box.topic()


@pytest.fixture(scope="module")
def box():
    with Box("the topic", seconds=2, workers=2) as opened:
        yield opened


@pytest.mark.parametrize(
    ("reading", "kind", "told"),
    [
        (dawdle, "limit", "longer than 2 s"),
        (devour, "limit", "memory"),
        (die, "limit", "crashed the reader"),
        (nest, "limit", "nested too deeply"),
        (refuse, "broken", "a picture"),
        (stumble, "broken", "the reader failed: KeyError: 'title'"),
    ],
)
def test_a_limit_broken_is_one_failed_page(box, reading, kind, told):
    """Time, memory, a crash, a bug: each is named, and the next page is read."""
    with pytest.raises(Unreadable) as fault:
        box.call(reading)
    assert (fault.value.kind, told in fault.value.reason) == (kind, True)
    assert box.call(double, 21) == 42


def test_workers_know_the_topic(box):
    """The topic is sent once, not with every page."""
    assert box.call(tell_topic) == "the topic"


def test_answers_keep_the_order_of_the_questions(box):
    """A page that fails leaves its place to its fault."""
    answers = [*box.each(double, [(n,) for n in range(20)]), *box.each(refuse, [()])]
    assert answers[:20] == [n * 2 for n in range(20)]
    assert isinstance(answers[20], Unreadable)


def test_no_worker_starts_before_the_first_page():
    """A command that reads nothing pays nothing."""
    with Box("topic") as unused:
        assert unused._pool is None


def test_a_tighter_limit_of_the_machine_is_kept_to():
    """A unit or shell that allows less memory than the box would does not keep the readers from starting."""
    less = the_box.BYTES_A_WORKER - 100_000_000
    script = "import math\nfrom monitor.box import Box\nprint(Box('').call(math.sqrt, 9))"
    child = subprocess.run(
        [sys.executable, "-c", script],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (less, less)),
    )
    assert (child.stdout, child.stderr) == ("3.0\n", "")
