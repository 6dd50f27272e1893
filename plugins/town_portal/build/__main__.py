"""``python -m town_portal.build`` with Pelican's words: a build, unless nothing has changed."""

import sys

from town_portal.build.incremental import up_to_date

if __name__ == "__main__":
    up_to_date.main(sys.argv[1:])
