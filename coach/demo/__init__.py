"""The demo: a made-up year on the mat, and the folder that holds it for as long as it is open."""
