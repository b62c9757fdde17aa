"""Rendering as one step of a command: at the start and end of a run, and when the archive is ahead of `public/`."""
