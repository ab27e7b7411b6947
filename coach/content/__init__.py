"""Tips and their sources, as data; `coach.store.library` reads them."""
