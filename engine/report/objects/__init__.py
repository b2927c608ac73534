"""The JSON objects that commands print, as types: what code and JSON Schema hold to.

A key may be left out where it is `NotRequired`; no other keys ever occur. What each
object and key means stands in its docstring, from which the schemas take it. The
modules are read when code is checked and schemas are written, never to print.
"""
