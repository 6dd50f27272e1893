"""The only access to the files of the content folder: names, kinds, opening, copies.

Whatever a text or a data file names is found here, read here, and copied from what is opened here.
``names`` and ``kinds`` judge what is written, ``opening`` what lies on the disk, ``links`` what the
links of a body lead to. tests/unit/test_content_door.py keeps other modules from going past.
"""
