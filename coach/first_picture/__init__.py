"""What can be shown before anything else is loaded: a picture of Today, and lines of `coach status`.

It is only ever shown, never decided by; the folder can be deleted at any time.
"""
