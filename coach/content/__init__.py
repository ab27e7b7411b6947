"""Tips and their sources, as data; `coach.store.content` reads them."""
