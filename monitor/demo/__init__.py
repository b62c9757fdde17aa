"""The bundled replica of four news sites and its configuration; nothing of it runs outside the demo and the tests."""

from monitor.demo.replica import Asked, Replica

__all__ = ["Asked", "Replica"]
