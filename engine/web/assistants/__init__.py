"""The tools by which an assistant asks the rules (Model Context Protocol, MCP).

What a tool gives is the object that the terminal prints, with the passages to quote.
"""
