"""The portal: plugins for Pelican, the blocks, and the commands that run them."""
