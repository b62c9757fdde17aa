"""The program: command line, configuration, one run, the box, schedule, logging, health."""

__version__ = "0.1.0"
