"""Scrapy's project settings, named by scrapy.cfg: what `scrapy list`, `crawl` and `shell` know of the configuration."""

import atexit

from monitor.box import Box
from monitor.config import Config
from monitor.config_file import load_config
from monitor.opening import open_topic
from monitor.paths import find_config
from monitor.readings import BoxedReaders
from pipeline.errors import ConfigurationError
from spiders.loader import Project
from spiders.manners import Limits
from spiders.settings import scrapy_settings


def open_project() -> Project:
    """The configured sources, with the box to read for them; the box ends with the process."""
    box = Box(open_topic(config))
    atexit.register(box.__exit__)
    return Project(
        sources=config.sources, politeness=config.politeness, network=config.network, readers=BoxedReaders(box)
    )


def _open_config() -> Config:
    path = find_config(None)
    if path is None:
        raise ConfigurationError("no config.yaml here; name one with $CSTO_MONITOR_CONFIG")
    return load_config(path)


config = _open_config()
globals().update(scrapy_settings(config.politeness, config.network, Limits()))

BOT_NAME = "csto-monitor"
SPIDER_LOADER_CLASS = "spiders.loader.SourceLoader"
PROJECT = f"{__name__}.open_project"
FEEDS = {"stdout:": {"format": "jsonlines", "encoding": "utf-8"}}
LOG_INSTALL_ROOT_HANDLER = True
LOG_LEVEL = "WARNING"
