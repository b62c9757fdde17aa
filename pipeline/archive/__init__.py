"""The memory of the program: the only module that speaks SQL."""

from pipeline.archive.archive import Archive
from pipeline.archive.steps import Step

__all__ = ["Archive", "Step"]
