"""What problems and errors are called in Swedish and English: a table for each room.

To change the wording of a message, look its code up here and edit its sentences.
"""
