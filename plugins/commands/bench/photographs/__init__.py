"""The portal's photographs against those of sharp, as eleventy-img uses it, of Hugo and of Pillow.

Everyone makes the same of the same 24 photographs of 12 megapixels, on two cores: one format at
480, 960 and 1440 pixels, no JPEG, no thumbnails, with qualities that give the same SSIM
(``methods.py`` says how they were found). Then a whole build of ours, with all that an article
gets, is weighed, and a build is repeated in which nothing has changed.
"""

from plugins.commands.bench.photographs.corpus import drawn
from plugins.commands.bench.photographs.figures import COLUMNS, WHOLE_COLUMNS
from plugins.commands.bench.photographs.measure import compared, whole
from plugins.commands.bench.photographs.methods import FORMATS
from plugins.commands.bench.photographs.programs import Failed

__all__ = ["COLUMNS", "FORMATS", "WHOLE_COLUMNS", "Failed", "compared", "drawn", "whole"]
