"""The one door to what Textual keeps to itself: no other code of the coach names any of it.

`names` lists each name, what it is for and which change of Textual would make it unnecessary. `probe` looks
at the start whether each is there in the shape that is needed; where one is not, its whole group is left to
Textual, and `lapses` says what is lost by it.
"""
