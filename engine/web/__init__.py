"""The server: pages for people and an API for programs, over the same service.

`mandat serve` starts it. Nothing of it is imported by any other command.
"""
