"""The commands, one file each; a file is named like its command."""
