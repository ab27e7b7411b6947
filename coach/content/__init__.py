"""Tips and their sources, as data; `coach.content.loader` reads them."""
