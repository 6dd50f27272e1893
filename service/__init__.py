"""The live service: what a page of plain files cannot do by itself. The site is complete without.

It stands alone: nothing here imports the generator, and only `pages.json` joins the two.
"""

VERSION = "1"
