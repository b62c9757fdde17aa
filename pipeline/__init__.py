"""The pure room: turns a page into a judged article and remembers it; it never asks the network for anything."""
