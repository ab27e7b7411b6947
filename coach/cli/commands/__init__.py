"""The commands, one file each, named like its command."""
